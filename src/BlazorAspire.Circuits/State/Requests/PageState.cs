using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.State.Sessions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;

namespace BlazorAspire.Circuits.State.Requests;

/// <summary>Reads the state of a tab before its page is prerendered, so that the first thing a user sees is what was there before.</summary>
internal sealed class PageState(RequestDelegate next, BrowserSession browsers, StateSessions sessions, AdmittedSessions admitted)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (IsPage(context))
        {
            var tab = TabId.OfPage(context.Request);
            TabId.Hide(context.Request);
            // A page with somebody's values in it is theirs alone. These are antiforgery's own words: it warns of any others.
            context.Response.Headers.CacheControl = "no-cache, no-store";
            var browser = browsers.ReadOrIssue(context);
            admitted.Admit(browser);
            if (!sessions.AreOff)
            {
                var state = context.RequestServices.GetRequiredService<DurableState>();
                var session = await sessions.ReadAsync(new StateIdentity(browser, StateIdentity.NameOf(context.User), tab));
                state.Use(session, HttpMethods.IsGet(context.Request.Method) ? tab ?? "" : null);
            }

            if (context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
            {
                // Nothing is done with what was sent. The page is shown anew, with a token that counts and a notice that says so.
                context.Request.Method = HttpMethods.Get;
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
            }
        }

        await next(context);
    }

    /// <summary>What a component answers, as routing says: at any address, by any method, and with any status.</summary>
    public static bool IsPage(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
}
