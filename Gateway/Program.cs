using BlazorAspire.Gateway;

return GatewayApplication.Run(args);
