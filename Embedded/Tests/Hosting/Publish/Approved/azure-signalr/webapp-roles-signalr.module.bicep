@description('Given to every module.')
param location string = resourceGroup().location

param signalr_outputs_name string
param principalId string

var role = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '420fcaa2-552c-430f-98ca-3264be4806c7')

resource service 'Microsoft.SignalRService/signalR@2024-03-01' existing = {
  name: signalr_outputs_name
}

resource appServer 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(service.id, principalId, role)
  scope: service
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: role
  }
}
