@description('Where the resources are.')
param location string = resourceGroup().location

param env_outputs_azure_container_apps_environment_id string

@secure()
param redis_password_value string

resource app 'Microsoft.App/containerApps@2025-07-01' = {
  name: 'redis'
  location: location
  properties: {
    environmentId: env_outputs_azure_container_apps_environment_id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: false
        targetPort: 6379
        transport: 'tcp'
      }
      secrets: [
        {
          name: 'redis-password'
          value: redis_password_value
        }
      ]
    }
    template: {
      containers: [
        {
          name: 'redis'
          image: 'docker.io/library/redis:8.6'
          command: [
            '/bin/sh'
          ]
          args: [
            '-c'
            'redis-server --requirepass $REDIS_PASSWORD'
          ]
          env: [
            {
              name: 'REDIS_PASSWORD'
              secretRef: 'redis-password'
            }
          ]
        }
      ]
      scale: {
        minReplicas: 1
        maxReplicas: 1
      }
    }
  }
}
