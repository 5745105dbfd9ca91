// The app on Azure Container Apps: environment, registry, Redis, the app and, if wanted, Azure SignalR. See docs/azure.md.
// The project's tests compile these files; they have not been deployed.
targetScope = 'subscription'

@description('Name of the environment. The resource group is named after it.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Where the resources are.')
param location string = deployment().location

@description('Image of the app, in the registry that this file makes. Without one everything but the app is made.')
param image string = ''

@description('Port that the app listens on in its image.')
param port int = 8080

@secure()
@description('Password of Redis. Use letters and digits: it stands in a connection string.')
param redisPassword string

@description('What carries messages between replicas.')
@allowed([
  'Redis'
  'AzureSignalR'
  'None'
])
param backplane string = 'Redis'

@description('Units of Azure SignalR, of 1,000 connections each.')
@minValue(1)
@maxValue(100)
param signalRUnits int = 1

@description('Replicas that always run. With one, each deployment and each crash has nobody to move users to.')
@minValue(1)
@maxValue(300)
param minReplicas int = 2

@description('The most replicas.')
@minValue(1)
@maxValue(300)
param maxReplicas int = 10

@description('HTTP requests at a time for each replica, above which another is added.')
@minValue(1)
@maxValue(10000)
param concurrentRequests int = 20

@description('Cores of one replica. Memory is 2 GiB for each core.')
@allowed([
  '0.25'
  '0.5'
  '1'
  '2'
  '4'
])
param cpu string = '1'

@description('Seconds from the signal to end until the kill. The times of the drain are set from it.')
@minValue(20)
@maxValue(600)
param graceSeconds int = 60

@secure()
@description('Connection string of Application Insights, for traces and logs. Aspire\'s dashboard is left out with it.')
param applicationInsightsConnectionString string = ''

var usesSignalR = backplane == 'AzureSignalR'

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: {
    'azd-env-name': environmentName
  }
}

module registry 'registry.bicep' = {
  scope: group
  params: {
    location: location
  }
}

module environment 'environment.bicep' = {
  scope: group
  params: {
    location: location
    registryName: registry.outputs.name
    applicationInsightsConnectionString: applicationInsightsConnectionString
  }
}

module redis 'redis.bicep' = {
  scope: group
  params: {
    location: location
    environmentId: environment.outputs.id
    password: redisPassword
  }
}

module signalr 'signalr.bicep' = if (usesSignalR) {
  scope: group
  params: {
    location: location
    units: signalRUnits
  }
}

module webapp 'webapp.bicep' = if (!empty(image)) {
  scope: group
  params: {
    location: location
    environmentId: environment.outputs.id
    image: image
    port: port
    registryServer: registry.outputs.server
    registryIdentityId: environment.outputs.registryIdentityId
    redisConnectionString: '${redis.outputs.address},password=${redisPassword}'
    backplane: backplane
    signalRHostName: usesSignalR ? signalr!.outputs.hostName : ''
    signalRIdentityId: usesSignalR ? signalr!.outputs.identityId : ''
    signalRClientId: usesSignalR ? signalr!.outputs.identityClientId : ''
    minReplicas: minReplicas
    maxReplicas: maxReplicas
    concurrentRequests: concurrentRequests
    cpu: cpu
    graceSeconds: graceSeconds
  }
}

output AZURE_CONTAINER_REGISTRY_ENDPOINT string = registry.outputs.server
output AZURE_CONTAINER_APPS_ENVIRONMENT_ID string = environment.outputs.id
output AZURE_LOG_ANALYTICS_WORKSPACE_ID string = environment.outputs.logsId
output WEBAPP_URL string = empty(image) ? '' : webapp!.outputs.url
