// The Container Apps environment, its log, the identity that pulls images, and Aspire's dashboard or Application Insights.

@description('Where the resources are.')
param location string = resourceGroup().location

@description('Name of the registry that the environment pulls images from.')
param registryName string

@secure()
@description('Connection string of Application Insights. Without one Aspire\'s dashboard takes the telemetry: both want the same data.')
param applicationInsightsConnectionString string = ''

// AcrPull.
var pullRole = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')
var usesApplicationInsights = !empty(applicationInsightsConnectionString)

resource registry 'Microsoft.ContainerRegistry/registries@2025-04-01' existing = {
  name: registryName
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: take('env-mi-${uniqueString(resourceGroup().id)}', 128)
  location: location
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
  name: take('env-law-${uniqueString(resourceGroup().id)}', 63)
  location: location
  properties: {
    sku: {
      name: 'PerGB2018'
    }
  }
}

resource place 'Microsoft.App/managedEnvironments@2025-10-02-preview' = {
  name: take('env${uniqueString(resourceGroup().id)}', 24)
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
    appInsightsConfiguration: usesApplicationInsights
      ? {
          connectionString: applicationInsightsConnectionString
        }
      : null
    // Application Insights takes no metrics from the agent.
    openTelemetryConfiguration: usesApplicationInsights
      ? {
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
      : null
    workloadProfiles: [
      {
        name: 'consumption'
        workloadProfileType: 'Consumption'
      }
    ]
  }
}

resource dashboard 'Microsoft.App/managedEnvironments/dotNetComponents@2025-10-02-preview' = if (!usesApplicationInsights) {
  name: 'aspire-dashboard'
  parent: place
  properties: {
    componentType: 'AspireDashboard'
  }
}

output id string = place.id
output registryIdentityId string = identity.id
output logsId string = logs.id
