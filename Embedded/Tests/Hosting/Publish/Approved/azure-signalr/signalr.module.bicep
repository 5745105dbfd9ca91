@description('Where the resources are.')
param location string = resourceGroup().location

resource service 'Microsoft.SignalRService/signalR@2024-03-01' = {
  name: take('signalr-${uniqueString(resourceGroup().id)}', 63)
  location: location
  kind: 'SignalR'
  sku: {
    name: 'Standard_S1'
    capacity: 1
  }
  properties: {
    // No keys: who may connect is said by roles.
    disableLocalAuth: true
    features: [
      {
        flag: 'ServiceMode'
        value: 'Default'
      }
    ]
  }
  tags: {
    'aspire-resource-name': 'signalr'
  }
}

output hostName string = service.properties.hostName
output name string = service.name
output id string = service.id
