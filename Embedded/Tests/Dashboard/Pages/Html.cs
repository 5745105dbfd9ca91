using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Embedded.Tests.Dashboard.Pages;

/// <summary>Renders a component as a prerender does.</summary>
internal static partial class Html
{
    public static async Task<string> RenderAsync<TComponent>(params (string Name, object? Value)[] parameters)
        where TComponent : IComponent
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var view = ParameterView.FromDictionary(parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value));
            return (await renderer.RenderComponentAsync<TComponent>(view)).ToHtmlString();
        });
    }

    /// <summary>What a reader sees: without the elements, and with the characters that are written as numbers.</summary>
    public static string TextOf(string html) => System.Net.WebUtility.HtmlDecode(ElementPattern().Replace(html, " "));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex ElementPattern();
}
