// Redis: people's saved state and the Data Protection keys. It evicts nothing: a key that is gone is a user who has to sign in again.

param location string
param tags object
param environmentId string

@allowed(['Container', 'Managed'])
param kind string

@secure()
param password string

resource container 'Microsoft.App/containerApps@2026-07-01' = if (kind == 'Container') {
  name: 'redis'
  location: location
  tags: tags
  properties: {
    environmentId: environmentId
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: { external: false, transport: 'tcp', targetPort: 6379, exposedPort: 6379 }
      secrets: [{ name: 'redis-password', value: password }]
    }
    template: {
      containers: [
        {
          name: 'redis'
          image: 'docker.io/library/redis:8.6'
          command: ['/bin/sh']
          args: ['-c', 'exec redis-server --requirepass "$REDIS_PASSWORD" --maxmemory 750mb --maxmemory-policy noeviction']
          env: [{ name: 'REDIS_PASSWORD', secretRef: 'redis-password' }]
          resources: { cpu: json('0.5'), memory: '1Gi' }
        }
      ]
      // Two would hold different keys.
      scale: { minReplicas: 1, maxReplicas: 1 }
    }
  }
}

resource managed 'Microsoft.Cache/redisEnterprise@2026-09-01' = if (kind == 'Managed') {
  name: 'redis-${uniqueString(resourceGroup().id)}'
  location: location
  tags: tags
  sku: { name: 'Balanced_B0' }
  properties: { minimumTlsVersion: '1.2', highAvailability: 'Enabled', publicNetworkAccess: 'Enabled' }

  resource database 'databases' = {
    name: 'default'
    properties: {
      clientProtocol: 'Encrypted'
      port: 10000
      clusteringPolicy: 'NoCluster'
      evictionPolicy: 'NoEviction'
      accessKeysAuthentication: 'Enabled'
    }
  }
}

output name string = kind == 'Container' ? container.name : managed.name
