using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Shared;

namespace BlazorAspire.Gateway.Pages;

/// <summary>The page a user sees when no replica answers: one response without any other request, as there is nobody to answer that.</summary>
internal sealed class ErrorPage(ReplicaRegistry registry, IConfiguration configuration)
{
    private readonly string _template = Read("error.html").Replace("{{style}}", Style, StringComparison.Ordinal).Replace("{{script}}", Script, StringComparison.Ordinal);

    private const string Refresh = "<noscript><meta http-equiv=\"refresh\" content=\"{{seconds}}\"></noscript>";
    private const string Wait = " data-seconds=\"{{seconds}}\"";
    private const string TryNow = "<a id=\"now\" href=\"\">Try now</a> <span id=\"countdown\" aria-hidden=\"true\"></span>";

    private static readonly string Style = Read("tokens.css") + Read("error.css");
    private static readonly string Script = Read("error.js");
    private readonly string _policy =
        $"default-src 'none'; style-src '{Hash(Style)}'; script-src '{Hash(Script)}'; base-uri 'none'; form-action 'none'; frame-ancestors {FrameAncestors.Read(configuration)}";

    public Task WriteAsync(HttpContext context, int status)
    {
        var isOneTime = OneTimeRequest.Is(context.Request);
        var text = status == StatusCodes.Status503ServiceUnavailable && registry.IsFull ? ErrorText.Full : ErrorText.For(status);
        if (isOneTime && status == StatusCodes.Status503ServiceUnavailable)
        {
            text = text with { Meaning = ErrorText.NotCarriedOut };
        }

        if (status >= StatusCodes.Status500InternalServerError)
        {
            context.Response.Headers.RetryAfter = text.RetryAfter.ToString(CultureInfo.InvariantCulture);
        }

        return WantsHtml(context.Request) ? WriteHtmlAsync(context, status, text, isOneTime) : Problem.WriteAsync(context, status, text.Happened);
    }

    private Task WriteHtmlAsync(HttpContext context, int status, ErrorText text, bool isOneTime)
    {
        var html = Encoding.UTF8.GetBytes(_template
            .Replace("{{refresh}}", isOneTime ? "" : Refresh, StringComparison.Ordinal)
            .Replace("{{wait}}", isOneTime ? "" : Wait, StringComparison.Ordinal)
            .Replace("{{next}}", isOneTime ? StartPage(context.Request) : TryNow, StringComparison.Ordinal)
            .Replace("{{title}}", text.Title, StringComparison.Ordinal)
            .Replace("{{happened}}", text.Happened, StringComparison.Ordinal)
            .Replace("{{meaning}}", text.Meaning, StringComparison.Ordinal)
            .Replace("{{seconds}}", text.RetryAfter.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{{status}}", status.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = html.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = _policy;
        response.Headers.XContentTypeOptions = "nosniff";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(html, context.RequestAborted).AsTask();
    }

    private static string StartPage(HttpRequest request) => $"<a href=\"{HtmlEncoder.Default.Encode(request.PathBase.ToUriComponent())}/\">Open the start page</a>";

    private static bool WantsHtml(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource '{name}' is not in the gateway's assembly. Add it to the project as EmbeddedResource with that LogicalName.");
        using var reader = new StreamReader(stream);
        // A page's line ends are normalised before its script and style are hashed.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
