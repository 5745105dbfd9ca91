namespace BlazorAspire.Circuits.Security;

/// <summary>Finds at start what would break at the first request: middleware in an order in which a page's state is not that of its user.</summary>
internal sealed class PipelineCheck : IStartupFilter
{
    // The framework's own mark, by which the host knows whether to add the middleware.
    private const string HasAuthentication = "__AuthenticationMiddlewareSet";
    private const string Remedy = "Call 'app.UseAuthentication()' and 'app.UseAuthorization()' before 'app.MapBlazorReplicas()', or leave them out: the host adds them.";
    private IApplicationBuilder? _app;
    private bool _hadAuthentication;

    public void Mapped(WebApplication app)
    {
        _app = app;
        _hadAuthentication = Knows(app);
    }

    /// <summary>Before the host adds what the app has not.</summary>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (_app is null)
        {
            throw new InvalidOperationException("'builder.AddBlazorReplicas()' needs 'app.MapBlazorReplicas()', which is missing: nobody would be admitted, and no state be read. Call it before 'app.Run()'.");
        }

        if (!_hadAuthentication && Knows(_app))
        {
            throw new InvalidOperationException($"'app.UseAuthentication()' comes after 'app.MapBlazorReplicas()', so that state would be read before it is known whose. {Remedy}");
        }

        next(app);
    };

    private static bool Knows(IApplicationBuilder app) => app.Properties.ContainsKey(HasAuthentication);
}
