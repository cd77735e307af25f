using System.Globalization;

namespace BotKit.Chaos.History;

/// <summary>One line of the history: what happened, when, to which run.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When, in milliseconds since 1970 by this machine's clock.</param>
/// <param name="N">The number of the submission, which is in the run's input.</param>
/// <param name="Id">The run, where it is known.</param>
/// <param name="Fence">The fence of the hand-out.</param>
/// <param name="Delivery">Its number.</param>
/// <param name="Process">The process.</param>
/// <param name="Text">A key, a code or a name; never with a blank.</param>
internal sealed record HistoryLine(HistoryKind Kind, long At, int N = 0, Guid Id = default, long Fence = 0, int Delivery = 0, int Process = 0, string Text = "-")
{
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{(char)Kind} {At} {N} {Id:N} {Fence} {Delivery} {Process} {Text}\n");

    public static HistoryLine Parse(string line)
    {
        var parts = line.Split(' ');
        return new HistoryLine(
            (HistoryKind)parts[0][0],
            long.Parse(parts[1], CultureInfo.InvariantCulture),
            int.Parse(parts[2], CultureInfo.InvariantCulture),
            Guid.ParseExact(parts[3], "N"),
            long.Parse(parts[4], CultureInfo.InvariantCulture),
            int.Parse(parts[5], CultureInfo.InvariantCulture),
            int.Parse(parts[6], CultureInfo.InvariantCulture),
            parts[7]);
    }
}
