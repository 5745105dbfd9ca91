using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Azure.AppContainers;
using Embedded.Hosting.Publish;

namespace Embedded.Hosting.Azure.AppContainers;

/// <summary>What the apps run in: the registry of their images, and the environment with its log.</summary>
internal static class EnvironmentModules
{
    private const string PullRole = "7f951dda-4ed3-4680-a7ca-43fe172d538d";

    public static BicepModule Registry(IResource environment) => new($"{environment.Name}-acr.module.bicep", $$"""
        @description('Where the resources are.')
        param location string = resourceGroup().location

        resource registry 'Microsoft.ContainerRegistry/registries@2025-04-01' = {
          name: take('{{BicepNames.Identifier(environment.Name)}}acr${uniqueString(resourceGroup().id)}', 50)
          location: location
          sku: {
            name: 'Basic'
          }
          properties: {
            adminUserEnabled: false
          }
          tags: {
            'aspire-resource-name': '{{environment.Name}}-acr'
          }
        }

        output name string = registry.name
        output loginServer string = registry.properties.loginServer
        output id string = registry.id

        """.ReplaceLineEndings("\n"), new Dictionary<string, string>());

    public static BicepModule Environment(AzureContainerAppEnvironmentResource environment, IResource registry)
    {
        var registryName = BicepNames.Identifier($"{registry.Name}_outputs_name");
        var parameters = new Dictionary<string, string> { [registryName] = $"{{{registry.Name}.outputs.name}}", ["userPrincipalId"] = "" };
        var insights = environment.ApplicationInsights is { } parameter ? BicepNames.Identifier($"{parameter.Name}_value") : null;
        if (insights is not null)
        {
            parameters[insights] = $"{{{environment.ApplicationInsights!.Name}.value}}";
        }
        return new BicepModule($"{environment.Name}.module.bicep", Text(environment.Name, registryName, insights), parameters);
    }

    private static string Text(string name, string registryName, string? insights) => $$"""
        @description('Where the resources are.')
        param location string = resourceGroup().location

        @description('Its presence tells azd that the environment is made here.')
        param userPrincipalId string = ''

        param tags object = {}

        param {{registryName}} string
        {{(insights is null ? "" : $"\n@secure()\nparam {insights} string\n")}}
        var pullRole = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '{{PullRole}}')

        resource registry 'Microsoft.ContainerRegistry/registries@2025-04-01' existing = {
          name: {{registryName}}
        }

        resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
          name: take('{{name}}-mi-${uniqueString(resourceGroup().id)}', 128)
          location: location
          tags: tags
        }

        resource pull 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
          name: guid(registry.id, identity.id, pullRole)
          scope: registry
          properties: {
            principalId: identity.properties.principalId
            principalType: 'ServicePrincipal'
            roleDefinitionId: pullRole
          }
        }

        resource logs 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
          name: take('{{name}}-law-${uniqueString(resourceGroup().id)}', 63)
          location: location
          properties: {
            sku: {
              name: 'PerGB2018'
            }
          }
          tags: tags
        }

        resource place 'Microsoft.App/managedEnvironments@{{(insights is null ? "2025-07-01" : "2025-10-02-preview")}}' = {
          name: take('{{BicepNames.Identifier(name)}}${uniqueString(resourceGroup().id)}', 24)
          location: location
          properties: {
            appLogsConfiguration: {
              destination: 'log-analytics'
              logAnalyticsConfiguration: {
                customerId: logs.properties.customerId
                sharedKey: logs.listKeys().primarySharedKey
              }
            }
        {{(insights is null ? "" : Telemetry(insights))}}    workloadProfiles: [
              {
                name: 'consumption'
                workloadProfileType: 'Consumption'
              }
            ]
          }
          tags: tags
        }
        {{(insights is null ? Dashboard : "")}}
        output AZURE_LOG_ANALYTICS_WORKSPACE_NAME string = logs.name
        output AZURE_LOG_ANALYTICS_WORKSPACE_ID string = logs.id
        output AZURE_CONTAINER_REGISTRY_NAME string = registry.name
        output AZURE_CONTAINER_REGISTRY_ENDPOINT string = registry.properties.loginServer
        output AZURE_CONTAINER_REGISTRY_MANAGED_IDENTITY_ID string = identity.id
        output AZURE_CONTAINER_APPS_ENVIRONMENT_NAME string = place.name
        output AZURE_CONTAINER_APPS_ENVIRONMENT_ID string = place.id
        output AZURE_CONTAINER_APPS_ENVIRONMENT_DEFAULT_DOMAIN string = place.properties.defaultDomain

        """.ReplaceLineEndings("\n");

    private const string Dashboard = """

        resource dashboard 'Microsoft.App/managedEnvironments/dotNetComponents@2025-10-02-preview' = {
          name: 'aspire-dashboard'
          parent: place
          properties: {
            componentType: 'AspireDashboard'
          }
        }

        """;

    private static string Telemetry(string insights) => $$"""
            appInsightsConfiguration: {
              connectionString: {{insights}}
            }
            // Application Insights takes no metrics from the agent.
            openTelemetryConfiguration: {
              tracesConfiguration: {
                destinations: [
                  'appInsights'
                ]
              }
              logsConfiguration: {
                destinations: [
                  'appInsights'
                ]
              }
            }

        """;
}
