@description('Where the resources are.')
param location string = resourceGroup().location

param env_outputs_azure_container_apps_environment_id string

param webapp_containerimage string

param webapp_containerport string

param env_outputs_azure_container_registry_endpoint string

param env_outputs_azure_container_registry_managed_identity_id string

@secure()
param redis_password_value string

resource app 'Microsoft.App/containerApps@2025-07-01' = {
  name: 'webapp'
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${env_outputs_azure_container_registry_managed_identity_id}': {}
    }
  }
  properties: {
    environmentId: env_outputs_azure_container_apps_environment_id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: int(webapp_containerport)
        transport: 'http'
        stickySessions: {
          affinity: 'sticky'
        }
      }
      registries: [
        {
          server: env_outputs_azure_container_registry_endpoint
          identity: env_outputs_azure_container_registry_managed_identity_id
        }
      ]
      secrets: [
        {
          name: 'connectionstrings--redis'
          value: 'redis:6379,password=${redis_password_value}'
        }
      ]
    }
    template: {
      terminationGracePeriodSeconds: 60
      containers: [
        {
          name: 'webapp'
          image: webapp_containerimage
          resources: {
            cpu: json('1')
            memory: '2Gi'
          }
          env: [
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
              value: webapp_containerport
            }
            {
              name: 'ConnectionStrings__redis'
              secretRef: 'connectionstrings--redis'
            }
            {
              name: 'Hubs__Backplane'
              value: 'None'
            }
            {
              name: 'Drain__Deadline'
              value: '00:00:50'
            }
            {
              name: 'Drain__ShutdownTimeout'
              value: '00:00:55'
            }
            {
              name: 'Drain__GracePeriod'
              value: '00:01:00'
            }
          ]
          probes: [
            {
              type: 'Startup'
              httpGet: {
                path: '/alive'
                port: int(webapp_containerport)
                scheme: 'HTTP'
              }
              periodSeconds: 6
              timeoutSeconds: 5
              failureThreshold: 10
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/alive'
                port: int(webapp_containerport)
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
                port: int(webapp_containerport)
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
        minReplicas: 2
        maxReplicas: 10
        rules: [
          {
            name: 'requests'
            http: {
              metadata: {
                concurrentRequests: '20'
              }
            }
          }
        ]
      }
    }
  }
}
