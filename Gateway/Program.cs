using BlazorAspire.Gateway;
using BlazorAspire.Gateway.Forwarding;
using BlazorAspire.ServiceDefaults;

InlineSockets.Use();
return StartFailure.Guard(() => GatewayApplication.Build(args));
