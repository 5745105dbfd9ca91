namespace BlazorAspire.Gateway.Circuits;

internal static class CircuitExtensions
{
    public static WebApplicationBuilder AddCircuits(this WebApplicationBuilder builder)
    {
        builder.AddSettings<CircuitOptions>(CircuitOptions.Section, CircuitOptions.Check);
        builder.Services.AddSingleton<LongPolls>();
        return builder;
    }
}
