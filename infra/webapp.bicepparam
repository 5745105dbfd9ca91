// From azd's environment: what main.bicep has put out, the image that azd built, and your own settings (`azd env set WEBAPP_MIN_REPLICAS 3`).
using 'webapp.bicep'

param image = readEnvironmentVariable('SERVICE_WEBAPP_IMAGE_NAME')
param environmentName = readEnvironmentVariable('AZURE_CONTAINER_APPS_ENVIRONMENT_NAME')
param identityName = readEnvironmentVariable('AZURE_IDENTITY_NAME')
param registryServer = readEnvironmentVariable('AZURE_CONTAINER_REGISTRY_ENDPOINT')
param redisKind = readEnvironmentVariable('REDIS_KIND')
param redisName = readEnvironmentVariable('REDIS_NAME')
param backplane = readEnvironmentVariable('WEBAPP_BACKPLANE')
param signalRHostName = readEnvironmentVariable('SIGNALR_HOST_NAME', '')
param minReplicas = int(readEnvironmentVariable('WEBAPP_MIN_REPLICAS', '2'))
param maxReplicas = int(readEnvironmentVariable('WEBAPP_MAX_REPLICAS', '10'))
param concurrentRequests = int(readEnvironmentVariable('WEBAPP_CONCURRENT_REQUESTS', '20'))
param cpu = readEnvironmentVariable('WEBAPP_CPU', '1')
param graceSeconds = int(readEnvironmentVariable('WEBAPP_GRACE_SECONDS', '60'))
