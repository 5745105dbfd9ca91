using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Publish;

/// <summary>The identity by which a deployed resource is known to other services: one for each resource that needs any.</summary>
internal static class UserIdentity
{
    public static IResource For(IResource user, IResourceCollection resources)
    {
        if (Find(user, resources) is { } existing)
        {
            return existing;
        }
        var name = NameFor(user);
        var text = $$"""
            @description('Where the resources are.')
            param location string = resourceGroup().location

            resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
              name: take('{{name}}-${uniqueString(resourceGroup().id)}', 128)
              location: location
            }

            output id string = identity.id
            output clientId string = identity.properties.clientId
            output principalId string = identity.properties.principalId
            output principalName string = identity.name
            output name string = identity.name

            """.ReplaceLineEndings("\n");
        var added = new BicepResource(name, new BicepModule($"{name}.module.bicep", text, new Dictionary<string, string>()));
        resources.Add(added);
        return added;
    }

    public static IResource? Find(IResource user, IResourceCollection resources) => resources.FirstOrDefault(r => r.Name == NameFor(user));

    private static string NameFor(IResource user) => $"{user.Name}-identity";
}
