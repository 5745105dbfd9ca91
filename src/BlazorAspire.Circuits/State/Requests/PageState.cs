using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.State.Sessions;

namespace BlazorAspire.Circuits.State.Requests;

/// <summary>Reads the state of a tab before its page is prerendered, so that the first thing a user sees is what was there before.</summary>
internal sealed class PageState(RequestDelegate next, BrowserSession browsers, StateSessions sessions, AdmittedSessions admitted)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (IsPage(context.Request))
        {
            var tab = TabId.OfPage(context.Request);
            TabId.Hide(context.Request);
            // A page with somebody's values in it is theirs alone.
            context.Response.Headers.CacheControl = "no-store";
            var browser = browsers.Read(context.Request) ?? browsers.Issue(context);
            admitted.Admit(browser);
            if (!sessions.AreOff)
            {
                var state = context.RequestServices.GetRequiredService<DurableState>();
                state.Use(await sessions.ReadAsync(new StateIdentity(browser, StateIdentity.NameOf(context.User), tab)), tab);
            }
        }

        await next(context);
    }

    public static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !Path.HasExtension(request.Path.Value)
        && !request.Path.StartsWithSegments("/_blazor");
}
