using System.Globalization;
using System.Net;
using System.Text;

namespace BlazorAspire.LoadTest.Reports;

/// <summary>A report as one page that needs nothing else: no script, no other file, light or dark as the reader has it.</summary>
internal static class ReportPage
{
    private static readonly string Style = Read("tokens.css") + Read("report.css");

    /// <param name="lead">HTML, as the body is.</param>
    public static string Render(string title, string lead, string body, string footer) => string.Create(CultureInfo.InvariantCulture, $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encode(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <main>
        <h1>{Encode(title)}</h1>
        <p class="lead">{lead}</p>
        {body}<footer><p>{Encode(footer)}</p></footer>
        </main>
        </body>
        </html>

        """);

    public static string Table(string[] head, IEnumerable<string[]> rows)
    {
        var html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>");
        html.AppendJoin("", head.Select(cell => $"<th scope=\"col\">{Encode(cell)}</th>")).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            html.Append("<tr>").AppendJoin("", row.Select((cell, column) => column == 0 ? $"<th scope=\"row\">{Encode(cell)}</th>" : $"<td>{Encode(cell)}</td>")).Append("</tr>\n");
        }
        return html.Append("</tbody>\n</table></div>\n").ToString();
    }

    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
