// The app on Azure App Service for Linux, from an image in a registry. A place of its own, not part of main.bicep: docs/azure.md.

import { drainSettings } from 'drain.bicep'

@description('Region of the resources.')
param location string = resourceGroup().location

@description('Name of the web app, unique within azurewebsites.net.')
@minLength(2)
@maxLength(60)
param name string

@description('Image of the app, such as contoso.azurecr.io/webapp:1.')
@minLength(1)
param image string

@description('Number of instances. All users of one are moved when it is taken away, so this is a number and no rule.')
@minValue(1)
@maxValue(30)
param instances int = 2

@description('Size of an instance. Affinity over several needs Basic or better; a staging slot needs Standard or better.')
param sku string = 'P1v3'

@description('Connection string of Redis, with a password and ssl=true.')
@secure()
param redisConnectionString string

@description('Seconds from the signal to end until the kill. The times of the drain are made from it.')
@minValue(20)
@maxValue(120)
param graceSeconds int = 60

var settings = {
  ASPNETCORE_FORWARDEDHEADERS_ENABLED: 'true'
  ConnectionStrings__redis: redisConnectionString
  ...drainSettings(graceSeconds)
  WEBSITES_CONTAINER_STOP_TIME_LIMIT: '${graceSeconds}'
  WEBSITES_PORT: '8080'
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: '${name}-plan'
  location: location
  kind: 'linux'
  sku: { name: sku, capacity: instances }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  kind: 'app,linux,container'
  identity: { type: 'SystemAssigned' }
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
      appSettings: map(items(settings), setting => { name: setting.key, value: setting.value })
    }
  }
}

output url string = 'https://${site.properties.defaultHostName}'
output principalId string = site.identity.principalId
