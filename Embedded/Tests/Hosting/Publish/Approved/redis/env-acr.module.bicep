@description('Where the resources are.')
param location string = resourceGroup().location

resource registry 'Microsoft.ContainerRegistry/registries@2025-04-01' = {
  name: take('envacr${uniqueString(resourceGroup().id)}', 50)
  location: location
  sku: {
    name: 'Basic'
  }
  properties: {
    adminUserEnabled: false
  }
  tags: {
    'aspire-resource-name': 'env-acr'
  }
}

output name string = registry.name
output loginServer string = registry.properties.loginServer
output id string = registry.id
