using System.Globalization;

namespace Evergreen.WebApp.Board;

/// <summary>What may stand on the board.</summary>
internal static class BoardRules
{
    public const int MaxAuthorLength = 40;
    public const int MaxTextLength = 500;

    /// <summary>How many of the last messages are kept.</summary>
    public const int Kept = 50;

    /// <summary>A sentence for the author; null where all is well.</summary>
    public static string? FindProblem(string? author, string? text) =>
        string.IsNullOrWhiteSpace(author) ? Text($"The author is empty. Send a name of 1 to {MaxAuthorLength} letters.")
        : author.Trim().Length > MaxAuthorLength ? Text($"The author has {author.Trim().Length} letters. Send a name of 1 to {MaxAuthorLength}.")
        : author.Any(char.IsControl) ? "The author has a control character. Send a name on one line."
        : string.IsNullOrWhiteSpace(text) ? Text($"The message is empty. Send a text of 1 to {MaxTextLength} letters.")
        : text.Trim().Length > MaxTextLength ? Text($"The message has {text.Trim().Length} letters. Send a text of 1 to {MaxTextLength}.")
        : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
