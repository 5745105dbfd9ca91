// The Container Apps environment with its log and telemetry, the registry of the images, and the identity of the app, which may pull them.

param location string
param tags object

@allowed(['Dashboard', 'ApplicationInsights'])
param telemetry string

var suffix = uniqueString(resourceGroup().id)
var usesApplicationInsights = telemetry == 'ApplicationInsights'
var acrPull = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-webapp-${suffix}'
  location: location
  tags: tags
}

// Without a user of its own: who may push and pull is said by roles.
resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'cr${suffix}'
  location: location
  tags: tags
  sku: { name: 'Basic' }
  properties: { adminUserEnabled: false }
}

resource pull 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, identity.id, acrPull)
  scope: registry
  properties: { principalId: identity.properties.principalId, principalType: 'ServicePrincipal', roleDefinitionId: acrPull }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: 'log-${suffix}'
  location: location
  tags: tags
  properties: { sku: { name: 'PerGB2018' } }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = if (usesApplicationInsights) {
  name: 'appi-${suffix}'
  location: location
  tags: tags
  kind: 'web'
  properties: { Application_Type: 'web', WorkspaceResourceId: logs.id }
}

resource environment 'Microsoft.App/managedEnvironments@2026-07-01' = {
  name: 'cae-${suffix}'
  location: location
  tags: tags
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: { customerId: logs.properties.customerId, sharedKey: logs.listKeys().primarySharedKey }
    }
    appInsightsConfiguration: usesApplicationInsights ? { connectionString: insights!.properties.ConnectionString } : null
    // Application Insights takes no metrics from the environment's agent.
    openTelemetryConfiguration: usesApplicationInsights
      ? { tracesConfiguration: { destinations: ['appInsights'] }, logsConfiguration: { destinations: ['appInsights'] } }
      : null
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
  }
}

resource dashboard 'Microsoft.App/managedEnvironments/dotNetComponents@2026-07-01' = if (!usesApplicationInsights) {
  parent: environment
  name: 'aspire-dashboard'
  properties: { componentType: 'AspireDashboard' }
}

output id string = environment.id
output name string = environment.name
output registryServer string = registry.properties.loginServer
output identityName string = identity.name
output identityPrincipalId string = identity.properties.principalId
