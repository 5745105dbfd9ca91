// The app with your users: ingress with affinity, probes, time to drain, and a range of replicas. `azd deploy` deploys it with each new image.

import { drainSettings } from 'drain.bicep'

@description('Region of the app.')
param location string = resourceGroup().location

@description('Image of the app, in the registry that main.bicep made.')
@minLength(1)
param image string

@description('The Container Apps environment.')
@minLength(1)
param environmentName string

@description('The identity that pulls the image and uses Azure SignalR.')
@minLength(1)
param identityName string

@description('Address of the registry.')
@minLength(1)
param registryServer string

@allowed(['Container', 'Managed'])
param redisKind string

@minLength(1)
param redisName string

@description('What carries messages between replicas: Redis, AzureSignalR or None.')
@allowed(['Redis', 'AzureSignalR', 'None'])
param backplane string

@description('Host name of Azure SignalR; empty without it.')
param signalRHostName string

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
@allowed(['0.25', '0.5', '1', '2', '4'])
param cpu string = '1'

@description('Seconds from the signal to end until the kill. The times of the drain are made from it.')
@minValue(20)
@maxValue(600)
param graceSeconds int = 60

var port = 8080
// The Consumption plan has no other pairs.
var memory = { '0.25': '0.5Gi', '0.5': '1Gi', '1': '2Gi', '2': '4Gi', '4': '8Gi' }
var mostReplicas = maxReplicas >= minReplicas
  ? maxReplicas
  : fail('maxReplicas is ${maxReplicas} and minReplicas is ${minReplicas}. Set maxReplicas to ${minReplicas} or more')
var usesSignalR = backplane == 'AzureSignalR'
var signalRHost = !usesSignalR || !empty(signalRHostName)
  ? signalRHostName
  : fail('backplane is AzureSignalR and signalRHostName is empty. Deploy main.bicep with the same backplane first')

resource environment 'Microsoft.App/managedEnvironments@2026-07-01' existing = {
  name: environmentName
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource redisContainer 'Microsoft.App/containerApps@2026-07-01' existing = if (redisKind == 'Container') {
  name: redisName
}

resource redisManaged 'Microsoft.Cache/redisEnterprise@2026-09-01' existing = if (redisKind == 'Managed') {
  name: redisName

  resource database 'databases' existing = {
    name: 'default'
  }
}

var settings = {
  ASPNETCORE_FORWARDEDHEADERS_ENABLED: 'true'
  OTEL_SERVICE_NAME: 'webapp'
  HTTP_PORTS: '${port}'
  Hubs__Backplane: backplane
  ...drainSettings(graceSeconds)
  ...(usesSignalR
    ? {
        ConnectionStrings__signalr: 'Endpoint=https://${signalRHost};AuthType=azure'
        AZURE_CLIENT_ID: identity.properties.clientId
        AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential'
      }
    : {})
}

resource webapp 'Microsoft.App/containerApps@2026-07-01' = {
  name: 'webapp'
  location: location
  tags: union(resourceGroup().tags, { 'azd-service-name': 'webapp' })
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    environmentId: environment.id
    configuration: {
      // Affinity is only to be had with it.
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: port
        transport: 'http'
        allowInsecure: false
        stickySessions: { affinity: 'sticky' }
      }
      registries: [{ server: registryServer, identity: identity.id }]
      secrets: [
        {
          name: 'redis-connection-string'
          #disable-next-line use-secure-value-for-secure-inputs // Each branch is a secret or a key.
          value: redisKind == 'Container'
            ? '${redisName}:6379,password=${redisContainer!.listSecrets().value[0].value}'
            : '${redisManaged!.properties.hostName}:10000,password=${redisManaged::database!.listKeys().primaryKey},ssl=true'
        }
      ]
    }
    template: {
      terminationGracePeriodSeconds: graceSeconds
      containers: [
        {
          name: 'webapp'
          image: image
          resources: { cpu: json(cpu), memory: memory[cpu] }
          env: [
            { name: 'ConnectionStrings__redis', secretRef: 'redis-connection-string' }
            ...map(items(settings), setting => { name: setting.key, value: setting.value })
          ]
          probes: [
            { type: 'Startup', httpGet: { path: '/alive', port: port }, periodSeconds: 6, timeoutSeconds: 5, failureThreshold: 10 }
            // Liveness does not ask for Redis: a restart would not bring it back, and would end every circuit.
            { type: 'Liveness', httpGet: { path: '/alive', port: port }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 }
            { type: 'Readiness', httpGet: { path: '/health', port: port }, periodSeconds: 5, timeoutSeconds: 4, failureThreshold: 2 }
          ]
        }
      ]
      scale: {
        minReplicas: minReplicas
        maxReplicas: mostReplicas
        rules: [{ name: 'requests', http: { metadata: { concurrentRequests: '${concurrentRequests}' } } }]
      }
    }
  }
}

output WEBAPP_URL string = 'https://${webapp.properties.configuration.ingress.fqdn}'
