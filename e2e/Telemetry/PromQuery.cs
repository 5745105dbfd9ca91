using System.Text.RegularExpressions;

namespace BlazorAspire.Tests.Telemetry;

/// <summary>
/// The names in a PromQL expression. It reads words and brackets, and knows which words are functions and keywords: enough to find what a query asks for,
/// and to refuse what it does not understand.
/// </summary>
internal sealed partial class PromQuery
{
    private static readonly HashSet<string> Aggregations = ["sum", "min", "max", "avg", "count", "topk"];
    private static readonly HashSet<string> Functions = ["rate", "increase", "histogram_quantile", "clamp_min", "label_values"];
    private static readonly HashSet<string> LabelLists = ["by", "without", "on", "ignoring", "group_left", "group_right"];
    private static readonly HashSet<string> Operators = ["and", "or", "unless", "bool"];

    private readonly List<string> _tokens;
    private int _at;

    private PromQuery(string text)
    {
        _tokens = [.. Token().Matches(text).Select(match => match.Value)];
        if (string.Concat(_tokens) != Blank().Replace(text, "") && string.Concat(_tokens.Select(token => Blank().Replace(token, ""))) != Blank().Replace(text, ""))
        {
            throw new FormatException($"'{text}' has a character that is not understood.");
        }
    }

    public List<PromSelector> Selectors { get; } = [];

    /// <summary>The labels that results are grouped or matched by.</summary>
    public List<string> Groupings { get; } = [];

    public static PromQuery Read(string text)
    {
        var query = new PromQuery(text);
        query.Expression();
        return query._at == query._tokens.Count ? query : throw new FormatException($"'{text}' has '{query._tokens[query._at]}' where it should end.");
    }

    private string? Next => _at < _tokens.Count ? _tokens[_at] : null;

    private void Expression()
    {
        Operand();
        while (Next is { } next && (IsSymbol(next) || Operators.Contains(next)))
        {
            _at++;
            while (Next is { } modifier && (modifier == "bool" || LabelLists.Contains(modifier)))
            {
                Modifier();
            }

            Operand();
        }
    }

    private void Operand()
    {
        var token = Take();
        if (token == "(")
        {
            Expression();
            Expect(")");
        }
        else if (Aggregations.Contains(token))
        {
            Modifiers();
            Arguments();
            Modifiers();
        }
        else if (Functions.Contains(token))
        {
            Arguments();
        }
        else if (Name().IsMatch(token))
        {
            Selector(token);
        }
        else if (!Number().IsMatch(token))
        {
            throw new FormatException($"'{token}' is no operand.");
        }
    }

    private void Arguments()
    {
        Expect("(");
        Expression();
        while (Next == ",")
        {
            _at++;
            Expression();
        }

        Expect(")");
    }

    private void Modifiers()
    {
        while (Next is { } next && LabelLists.Contains(next))
        {
            Modifier();
        }
    }

    private void Modifier()
    {
        if (Take() == "bool")
        {
            return;
        }

        Expect("(");
        while (Next != ")")
        {
            var label = Take();
            Groupings.Add(Name().IsMatch(label) ? label : throw new FormatException($"'{label}' is no label."));
            if (Next == ",")
            {
                _at++;
            }
        }

        Expect(")");
    }

    private void Selector(string name)
    {
        var matchers = new List<PromMatcher>();
        if (Next == "{")
        {
            _at++;
            while (Next != "}")
            {
                matchers.Add(new PromMatcher(Take(), Take(), Take().Trim('"')));
                if (Next == ",")
                {
                    _at++;
                }
            }

            Expect("}");
        }

        var isRange = Next?.StartsWith('[') == true;
        if (isRange)
        {
            _at++;
        }

        Selectors.Add(new PromSelector(name, matchers, isRange));
    }

    private void Expect(string token)
    {
        if (Next != token)
        {
            throw new FormatException($"'{Next}' stands where '{token}' should.");
        }

        _at++;
    }

    private string Take() => Next is { } token ? _tokens[_at++] : throw new FormatException("The query ends too early.");

    private static bool IsSymbol(string token) => token is "+" or "-" or "*" or "/" or "%" or ">" or "<" or ">=" or "<=" or "==" or "!=";

    [GeneratedRegex(@"""[^""]*""|\[(\d+[smhd]|\$__rate_interval|\$__range)\]|[a-zA-Z_:][a-zA-Z0-9_:]*|\d+(\.\d+)?|=~|!~|==|!=|>=|<=|[-+*/%<>=(){},]")]
    private static partial Regex Token();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex("^[a-zA-Z_:][a-zA-Z0-9_:]*$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\d+(\.\d+)?$")]
    private static partial Regex Number();
}
