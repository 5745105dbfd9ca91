namespace BlazorAspire.WebApp.Rotation;

/// <summary>Adds to the answer of a probe why there is no room. Outside of everything else, because probes are answered before the app's own middleware.</summary>
internal sealed class RotationStateHeader(ReplicaRotation rotation) : IStartupFilter
{
    private const string Readiness = "/health";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            if (context.Request.Path == Readiness && rotation.State is var state and not RotationState.Ready)
            {
                context.Response.Headers[RotationHeaders.State] = RotationHeaders.Word(state);
            }

            return following(context);
        });
        next(app);
    };
}
