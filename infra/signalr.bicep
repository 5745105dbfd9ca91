// Azure SignalR Service in Default mode, without keys: the app's identity may use it.

param location string
param tags object
param principalId string

@minValue(1)
@maxValue(100)
param units int

var appServer = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '420fcaa2-552c-430f-98ca-3264be4806c7')

resource service 'Microsoft.SignalRService/signalR@2024-03-01' = {
  name: 'signalr-${uniqueString(resourceGroup().id)}'
  location: location
  tags: tags
  kind: 'SignalR'
  sku: { name: 'Standard_S1', capacity: units }
  properties: {
    disableLocalAuth: true
    features: [{ flag: 'ServiceMode', value: 'Default' }]
  }
}

resource server 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(service.id, principalId, appServer)
  scope: service
  properties: { principalId: principalId, principalType: 'ServicePrincipal', roleDefinitionId: appServer }
}

output hostName string = service.properties.hostName
