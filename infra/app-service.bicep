// The app on Azure App Service for Linux, from an image in a container registry. A place of its own, not part of main.bicep: see docs/azure.md.
// The project's tests compile this file; it has not been deployed.

@description('Where the resources are.')
param location string = resourceGroup().location

@description('Name of the web app, unique within azurewebsites.net.')
param name string

@description('Image of the app, such as contoso.azurecr.io/webapp:1.')
param image string

@description('Number of instances. All users of one are moved when it is taken away, so this is a number and no rule.')
@minValue(1)
@maxValue(30)
param instances int = 2

@description('Size of an instance. Scale-out with affinity needs Basic or better; a staging slot needs Standard or better.')
param sku string = 'P1v3'

@secure()
@description('Connection string of Redis, with a password and ssl=true.')
param redisConnectionString string

@description('When the platform ends an instance, in seconds. The drain is set from it.')
@minValue(20)
@maxValue(120)
param graceSeconds int = 60

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan'
  location: location
  kind: 'linux'
  sku: {
    name: sku
    capacity: instances
  }
  properties: {
    reserved: true
  }
}

resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  kind: 'app,linux,container'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // The ARRAffinity cookie: without it a circuit's requests reach instances that do not know it.
    clientAffinityEnabled: true
    siteConfig: {
      linuxFxVersion: 'DOCKER|${image}'
      acrUseManagedIdentityCreds: true
      // Without it circuits fall back to long polling.
      webSocketsEnabled: true
      // Without it an idle instance is unloaded, with its circuits.
      alwaysOn: true
      http20Enabled: true
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      // Readiness, and not liveness: an instance that drains gets no new users.
      healthCheckPath: '/health'
      appSettings: [
        {
          name: 'WEBSITES_PORT'
          value: '8080'
        }
        {
          name: 'WEBSITES_CONTAINER_STOP_TIME_LIMIT'
          value: string(graceSeconds)
        }
        {
          name: 'Drain__GracePeriod'
          value: '00:${padLeft(string(graceSeconds / 60), 2, '0')}:${padLeft(string(graceSeconds % 60), 2, '0')}'
        }
        {
          name: 'Drain__ShutdownTimeout'
          value: '00:${padLeft(string((graceSeconds - 5) / 60), 2, '0')}:${padLeft(string((graceSeconds - 5) % 60), 2, '0')}'
        }
        {
          name: 'Drain__Deadline'
          value: '00:${padLeft(string((graceSeconds - 10) / 60), 2, '0')}:${padLeft(string((graceSeconds - 10) % 60), 2, '0')}'
        }
        {
          name: 'ASPNETCORE_FORWARDEDHEADERS_ENABLED'
          value: 'true'
        }
        {
          name: 'ConnectionStrings__redis'
          value: redisConnectionString
        }
      ]
    }
  }
}

output url string = 'https://${site.properties.defaultHostName}'
output principalId string = site.identity.principalId
