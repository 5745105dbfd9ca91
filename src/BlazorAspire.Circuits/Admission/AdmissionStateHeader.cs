using BlazorAspire.Shared;

namespace BlazorAspire.Circuits.Admission;

/// <summary>Adds to the answer of a probe why there is no room. Outside of everything else, because probes are answered before the app's own middleware.</summary>
internal sealed class AdmissionStateHeader(ReplicaAdmission admission) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            if (context.Request.Path == ReplicaContract.HealthPath && admission.State is var state and not AdmissionState.Ready)
            {
                context.Response.Headers[ReplicaContract.StateHeader] = state.Word();
            }

            return following(context);
        });
        next(app);
    };
}
