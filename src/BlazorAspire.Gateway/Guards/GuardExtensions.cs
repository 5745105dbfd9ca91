namespace BlazorAspire.Gateway.Guards;

internal static class GuardExtensions
{
    public static WebApplicationBuilder AddGuards(this WebApplicationBuilder builder)
    {
        builder.AddSettings<GuardOptions>(GuardOptions.Section, GuardOptions.Check);
        builder.Services.AddSingleton<IRequestGuard, FramingGuard>();
        builder.Services.AddSingleton<IRequestGuard, UpgradeGuard>();
        builder.Services.AddSingleton<IRequestGuard, OriginGuard>();
        builder.Services.AddSingleton<IRequestGuard, InternalGuard>();
        return builder;
    }

    public static WebApplication UseGuards(this WebApplication app)
    {
        app.UseMiddleware<GuardMiddleware>();
        return app;
    }
}
