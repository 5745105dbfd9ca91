// The app with your users: external ingress with affinity, probes, time to drain, and a range of replicas.

@description('Where the resources are.')
param location string = resourceGroup().location

@description('The Container Apps environment.')
param environmentId string

@description('Image of the app.')
param image string

@description('Port that the app listens on.')
param port int

@description('Address of the registry.')
param registryServer string

@description('Identity that pulls the image.')
param registryIdentityId string

@secure()
@description('Connection string of Redis.')
param redisConnectionString string

@description('What carries messages between replicas: Redis, AzureSignalR or None.')
param backplane string

@description('Host name of Azure SignalR; empty without it.')
param signalRHostName string

@description('Identity that may use Azure SignalR; empty without it.')
param signalRIdentityId string

@description('Client id of that identity; empty without it.')
param signalRClientId string

@description('Replicas that always run.')
param minReplicas int

@description('The most replicas.')
param maxReplicas int

@description('HTTP requests at a time for each replica, above which another is added.')
param concurrentRequests int

@description('Cores of one replica.')
param cpu string

@description('Seconds from the signal to end until the kill.')
param graceSeconds int

// The Consumption plan has no other pairs.
var memoryOf = {
  '0.25': '0.5Gi'
  '0.5': '1Gi'
  '1': '2Gi'
  '2': '4Gi'
  '4': '8Gi'
}

var signalREnvironment = empty(signalRHostName)
  ? []
  : [
      {
        name: 'ConnectionStrings__signalr'
        value: 'Endpoint=https://${signalRHostName};AuthType=azure'
      }
      {
        name: 'AZURE_CLIENT_ID'
        value: signalRClientId
      }
      {
        name: 'AZURE_TOKEN_CREDENTIALS'
        value: 'ManagedIdentityCredential'
      }
    ]

func time(seconds int) string => '00:${padLeft(string(seconds / 60), 2, '0')}:${padLeft(string(seconds % 60), 2, '0')}'

resource app 'Microsoft.App/containerApps@2025-07-01' = {
  name: 'webapp'
  location: location
  tags: {
    'azd-service-name': 'webapp'
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: union({ '${registryIdentityId}': {} }, empty(signalRIdentityId) ? {} : { '${signalRIdentityId}': {} })
  }
  properties: {
    environmentId: environmentId
    configuration: {
      // Affinity is only to be had with it.
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: port
        transport: 'http'
        stickySessions: {
          affinity: 'sticky'
        }
      }
      registries: [
        {
          server: registryServer
          identity: registryIdentityId
        }
      ]
      secrets: [
        {
          name: 'connectionstrings--redis'
          value: redisConnectionString
        }
      ]
    }
    template: {
      terminationGracePeriodSeconds: graceSeconds
      containers: [
        {
          name: 'webapp'
          image: image
          resources: {
            cpu: json(cpu)
            memory: memoryOf[cpu]
          }
          env: concat(
            [
              {
                name: 'ASPNETCORE_FORWARDEDHEADERS_ENABLED'
                value: 'true'
              }
              {
                name: 'OTEL_SERVICE_NAME'
                value: 'webapp'
              }
              {
                name: 'HTTP_PORTS'
                value: string(port)
              }
              {
                name: 'ConnectionStrings__redis'
                secretRef: 'connectionstrings--redis'
              }
              {
                name: 'Hubs__Backplane'
                value: backplane
              }
              {
                name: 'Drain__Deadline'
                value: time(graceSeconds - 10)
              }
              {
                name: 'Drain__ShutdownTimeout'
                value: time(graceSeconds - 5)
              }
              {
                name: 'Drain__GracePeriod'
                value: time(graceSeconds)
              }
            ],
            signalREnvironment
          )
          probes: [
            {
              type: 'Startup'
              httpGet: {
                path: '/alive'
                port: port
                scheme: 'HTTP'
              }
              periodSeconds: 6
              timeoutSeconds: 5
              failureThreshold: 10
            }
            // Liveness does not ask for Redis: a restart would not bring it back, and would end every circuit.
            {
              type: 'Liveness'
              httpGet: {
                path: '/alive'
                port: port
                scheme: 'HTTP'
              }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 3
            }
            {
              type: 'Readiness'
              httpGet: {
                path: '/health'
                port: port
                scheme: 'HTTP'
              }
              periodSeconds: 5
              timeoutSeconds: 4
              failureThreshold: 2
            }
          ]
        }
      ]
      scale: {
        minReplicas: minReplicas
        maxReplicas: maxReplicas
        rules: [
          {
            name: 'requests'
            http: {
              metadata: {
                concurrentRequests: string(concurrentRequests)
              }
            }
          }
        ]
      }
    }
  }
}

output url string = 'https://${app.properties.configuration.ingress.fqdn}'
