using BlazorAspire.Circuits.State.Sessions;

namespace BlazorAspire.Tests.WebApp.State;

internal static class Tabs
{
    public static readonly StateIdentity First = Of('a');

    public static readonly StateIdentity Second = Of('b');

    public static StateIdentity Of(char tab, string browser = "browser", string user = "") => new(browser, user, new string(tab, 32));
}
