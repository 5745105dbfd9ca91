// Azure SignalR Service in Default mode, without keys, and the identity by which the app may use it.

@description('Where the resources are.')
param location string = resourceGroup().location

@description('Units, of 1,000 connections each.')
@minValue(1)
@maxValue(100)
param units int = 1

// SignalR App Server.
var serverRole = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '420fcaa2-552c-430f-98ca-3264be4806c7')

resource service 'Microsoft.SignalRService/signalR@2024-03-01' = {
  name: take('signalr-${uniqueString(resourceGroup().id)}', 63)
  location: location
  kind: 'SignalR'
  sku: {
    name: 'Standard_S1'
    capacity: units
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
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: take('webapp-identity-${uniqueString(resourceGroup().id)}', 128)
  location: location
}

resource server 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(service.id, identity.id, serverRole)
  scope: service
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: serverRole
  }
}

output hostName string = service.properties.hostName
output identityId string = identity.id
output identityClientId string = identity.properties.clientId
