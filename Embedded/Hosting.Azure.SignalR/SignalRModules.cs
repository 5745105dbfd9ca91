using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Publish;

namespace Embedded.Hosting.Azure.SignalR;

/// <summary>The service, and for each resource that refers to it an identity with the role of an app server.</summary>
internal sealed class SignalRModules(AzureSignalRResource signalr) : IPublishTarget
{
    private const string AppServerRole = "420fcaa2-552c-430f-98ca-3264be4806c7";

    public Task PrepareAsync(IResourceCollection resources, CancellationToken cancellationToken)
    {
        signalr.Annotations.Add(new DeploymentAnnotation(new BicepModule($"{signalr.Name}.module.bicep", Service(), new Dictionary<string, string>())));
        foreach (var user in resources.Where(r => r.Dependencies().Contains(signalr)).ToArray())
        {
            var identity = UserIdentity.For(user, resources);
            resources.Add(new BicepResource($"{user.Name}-roles-{signalr.Name}", Role(user, identity)));
        }
        return Task.CompletedTask;
    }

    private string Service() => $$"""
        @description('Where the resources are.')
        param location string = resourceGroup().location

        resource service 'Microsoft.SignalRService/signalR@2024-03-01' = {
          name: take('{{signalr.Name}}-${uniqueString(resourceGroup().id)}', 63)
          location: location
          kind: 'SignalR'
          sku: {
            name: 'Standard_S1'
            capacity: {{signalr.Units}}
          }
          properties: {
            // No keys: who may connect is said by roles.
            disableLocalAuth: true
            features: [
              {
                flag: 'ServiceMode'
                value: 'Default'
              }
            ]
          }
          tags: {
            'aspire-resource-name': '{{signalr.Name}}'
          }
        }

        output hostName string = service.properties.hostName
        output name string = service.name
        output id string = service.id

        """.ReplaceLineEndings("\n");

    private BicepModule Role(IResource user, IResource identity)
    {
        var service = BicepNames.Identifier($"{signalr.Name}_outputs_name");
        var text = $$"""
            @description('Given to every module.')
            param location string = resourceGroup().location

            param {{service}} string
            param principalId string

            var role = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '{{AppServerRole}}')

            resource service 'Microsoft.SignalRService/signalR@2024-03-01' existing = {
              name: {{service}}
            }

            resource appServer 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
              name: guid(service.id, principalId, role)
              scope: service
              properties: {
                principalId: principalId
                principalType: 'ServicePrincipal'
                roleDefinitionId: role
              }
            }

            """.ReplaceLineEndings("\n");
        return new BicepModule($"{user.Name}-roles-{signalr.Name}.module.bicep", text, new Dictionary<string, string>
        {
            [service] = $"{{{signalr.Name}.outputs.name}}",
            ["principalId"] = $"{{{identity.Name}.outputs.principalId}}",
        });
    }
}
