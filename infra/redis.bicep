// Redis as one container inside the environment. It keeps nothing on disk.

@description('Where the resources are.')
param location string = resourceGroup().location

@description('The Container Apps environment.')
param environmentId string

@secure()
@description('The password that clients must give.')
param password string

var redisPort = 6379

resource app 'Microsoft.App/containerApps@2025-07-01' = {
  name: 'redis'
  location: location
  properties: {
    environmentId: environmentId
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: false
        targetPort: redisPort
        transport: 'tcp'
      }
      secrets: [
        {
          name: 'redis-password'
          value: password
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
      // Two would hold different keys.
      scale: {
        minReplicas: 1
        maxReplicas: 1
      }
    }
  }
}

output address string = '${app.name}:${redisPort}'
