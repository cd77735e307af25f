using System.Text.RegularExpressions;
using FluentValidation.Validators;

namespace BotKit.Validation;

/// <summary>Takes a regular expression over where ECMA-262 (with its <c>u</c> flag) reads it the same way.</summary>
internal static partial class EcmaPattern
{
    private const RegexOptions Harmless = RegexOptions.Compiled | RegexOptions.CultureInvariant | RegexOptions.ECMAScript
        | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    /// <summary>The pattern.</summary>
    /// <returns><see langword="null"/> when it is computed from the input, has options, or uses what only .NET knows.</returns>
    public static string? Of(IRegularExpressionValidator rule)
        => rule.Expression is { } pattern && OptionsOf(rule) is { } options && (options & ~Harmless) == 0 && IsValid(pattern) ? pattern : null;

    /// <summary>Whether a pattern that .NET accepts is one of ECMA-262 as well.</summary>
    public static bool IsValid(string pattern)
    {
        var assertions = new Stack<bool>();
        var isAtom = false;
        var end = 0;
        foreach (var match in Tokens().EnumerateMatches(pattern))
        {
            var token = pattern.AsSpan(match.Index, match.Length);
            end = match.Index + match.Length;
            switch (token[0])
            {
                case '*' or '+' or '?' or '{' when !isAtom:
                    return false;
                case '(':
                    assertions.Push(token is "(?=" or "(?!" or "(?<=" or "(?<!");
                    isAtom = false;
                    break;
                case ')':
                    isAtom = !assertions.Pop();
                    break;
                default:
                    isAtom = token is not ("^" or "$" or "|" or "\\b" or "\\B") && token[0] is not ('*' or '+' or '?' or '{');
                    break;
            }
        }

        return end == pattern.Length;
    }

    private static RegexOptions? OptionsOf(IRegularExpressionValidator rule)
        => RuleReflection.Read(rule, "_regexFunc") is Delegate function && RuleReflection.CallWithoutInput(function) is Regex regex
            ? regex.Options
            : null;

    // What both know, since .NET has accepted the pattern already: single characters, escapes, classes without subtraction,
    // groups, assertions, quantifiers. A brace that is no quantifier is text for .NET and an error in ECMA-262.
    [GeneratedRegex(
        """
        \G(?:
            [^\\\[\]{}()*+?]
          | \\(?: [dDwWsSbBfnrtv] | [0-9](?![0-9]) | [\^$\\.*+?()\[\]{}|/]
                | x[0-9a-fA-F]{2} | u[0-9a-fA-F]{4} | c[A-Za-z]
                | [pP]\{(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfon]?)\}
                | k<[A-Za-z_][A-Za-z0-9_]*> )
          | \[\^?(?: [^\\\[\]] | \\(?: [dDwWsSbfnrtv] | 0(?![0-9]) | [\^$\\.*+?()\[\]{}|/-]
                | x[0-9a-fA-F]{2} | u[0-9a-fA-F]{4} | c[A-Za-z]
                | [pP]\{(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfon]?)\} ) )+\]
          | \((?: (?!\?) | \?: | \?<?[=!] | \?<[A-Za-z_][A-Za-z0-9_]*> )
          | \)
          | (?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\??
        )
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tokens();
}
