namespace BotKit.Scheduling;

/// <summary>Lists of values in words.</summary>
internal static class ListWords
{
    /// <summary><c>a, b and c</c></summary>
    public static string Join(IEnumerable<string> words, string last = "and")
    {
        var list = words.ToList();
        return list.Count == 1 ? list[0] : $"{string.Join(", ", list[..^1])} {last} {list[^1]}";
    }

    /// <summary>Runs of three and more as <c>a through c</c>, everything else by itself.</summary>
    public static string Of(FieldValues values, Func<int, string> name, string last = "and") =>
        Join(values.Runs.SelectMany(run => values.LengthOf(run) is var length && length > 2
            ? [$"{name(run.From)} through {name(run.To)}"]
            : Enumerable.Range(0, length).Select(place => name(values.After(run.From, place)))), last);

    /// <summary><c>minute 5</c>, <c>minutes 1, 3 and 10 through 20</c>, <c>every 7th minute from 0 through 56</c>.</summary>
    public static string Of(FieldValues values, string noun) =>
        values.IsSingle ? $"{noun} {values.First}"
        : values is { Step: > 1, Count: > 3 } ? $"every {Ordinal(values.Step)} {noun} from {values.First} through {values.Values[^1]}"
        : $"{noun}s {Of(values, value => $"{value}")}";

    public static string Ordinal(int number) => (number % 100, number % 10) switch
    {
        ( >= 11 and <= 13, _) => $"{number}th",
        (_, 1) => $"{number}st",
        (_, 2) => $"{number}nd",
        (_, 3) => $"{number}rd",
        _ => $"{number}th",
    };
}
