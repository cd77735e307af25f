namespace BotKit.Handlers.Analytics;

/// <summary>Broken rules, each with the member that breaks it. No message repeats a value.</summary>
internal sealed class RuleBreaks
{
    private const int MaxBreaks = 50;

    private readonly List<(string Path, string Message)> _all = [];

    public IReadOnlyList<(string Path, string Message)> All => _all;

    /// <returns>Whether the rule holds.</returns>
    public bool Require(bool holds, string path, string message)
    {
        if (!holds && _all.Count < MaxBreaks)
        {
            _all.Add((path, message));
        }

        return holds;
    }
}
