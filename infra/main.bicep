// Everything on Azure but the app itself: its place, Redis and, if wanted, Azure SignalR. `azd provision` deploys it; webapp.bicep follows with the image.
targetScope = 'subscription'

@description('Names the resource group, rg- and this.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Region of the resources.')
@minLength(1)
param location string

@description('Container: one Redis inside the environment, which loses its keys when it is replaced. Managed: Azure Managed Redis.')
@allowed(['Container', 'Managed'])
param redis string = 'Container'

@description('Password of the Redis container. azd makes one and keeps it.')
@secure()
@minLength(16)
@metadata({ azd: { type: 'generate', config: { length: 32, noSpecial: true } } })
param redisPassword string

@description('What carries messages between replicas: Redis, AzureSignalR or None.')
@allowed(['Redis', 'AzureSignalR', 'None'])
param backplane string = 'Redis'

@description('Units of Azure SignalR, of 1,000 connections each.')
@minValue(1)
@maxValue(100)
param signalRUnits int = 1

@description('Where telemetry goes. The environment sends it to one place only.')
@allowed(['Dashboard', 'ApplicationInsights'])
param telemetry string = 'Dashboard'

var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module environment 'environment.bicep' = {
  scope: group
  params: { location: location, tags: tags, telemetry: telemetry }
}

module store 'redis.bicep' = {
  scope: group
  params: { location: location, tags: tags, kind: redis, environmentId: environment.outputs.id, password: redisPassword }
}

module signalr 'signalr.bicep' = if (backplane == 'AzureSignalR') {
  scope: group
  params: { location: location, tags: tags, units: signalRUnits, principalId: environment.outputs.identityPrincipalId }
}

// azd keeps them, and webapp.bicepparam reads them.
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_CONTAINER_REGISTRY_ENDPOINT string = environment.outputs.registryServer
output AZURE_CONTAINER_APPS_ENVIRONMENT_NAME string = environment.outputs.name
output AZURE_IDENTITY_NAME string = environment.outputs.identityName
output REDIS_KIND string = redis
output REDIS_NAME string = store.outputs.name
output WEBAPP_BACKPLANE string = backplane
output SIGNALR_HOST_NAME string = signalr.?outputs.hostName ?? ''
