using BlazorAspire.Shared;

namespace BlazorAspire.Gateway.Guards;

internal static class GuardExtensions
{
    public static WebApplicationBuilder AddGuards(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IRequestGuard, FramingGuard>();
        builder.Services.AddSingleton<IRequestGuard, UpgradeGuard>();
        builder.Services.AddSingleton<IRequestGuard>(new OriginGuard(AllowedOrigins.Read(builder.Configuration)));
        builder.Services.AddSingleton<IRequestGuard, InternalGuard>();
        return builder;
    }

    public static WebApplication UseGuards(this WebApplication app)
    {
        app.UseMiddleware<GuardMiddleware>();
        return app;
    }
}
