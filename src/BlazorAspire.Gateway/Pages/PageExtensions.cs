namespace BlazorAspire.Gateway.Pages;

internal static class PageExtensions
{
    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ErrorPage>();
        return builder;
    }
}
