using CsCheck;

namespace BotKit.Scheduling.Tests.Cron;

/// <summary>Expressions by chance, of every form the dialect has.</summary>
internal static class CronGen
{
    private static readonly string[] Months = ["JAN", "feb", "Mar", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "mon", "Tue", "WED", "THU", "FRI", "SAT"];
    private static readonly string[] LastDays = ["L", "LW", "L-1", "L-2W", "L-5", "L-29"];

    /// <summary>Five or six fields.</summary>
    public static Gen<string> Expressions { get; } =
        Gen.Select(
            Gen.Frequency((4, Gen.Const("")), (1, Field(0, 59).Select(field => field + " "))),
            Field(0, 59), Field(0, 23), Day(), Field(1, 12, Months), Weekday(),
            (second, minute, hour, day, month, weekday) => $"{second}{minute} {hour} {day} {month} {weekday}");

    private static Gen<string> Field(int least, int most, string[]? names = null)
    {
        var value = Gen.Int[least, most];
        var word = names is null ? value.Select(number => $"{number}") : Gen.Select(value, Gen.Bool, (number, named) => named && number - least < names.Length ? names[number - least] : $"{number}");
        var step = Gen.Int[1, most];
        var part = Gen.Frequency(
            (4, word),
            (2, Gen.Select(word, word, (from, to) => $"{from}-{to}")),
            (1, Gen.Select(word, step, (from, by) => $"{from}/{by}")),
            (1, Gen.Select(word, word, step, (from, to, by) => $"{from}-{to}/{by}")));
        return Gen.Frequency(
            (5, Gen.Const("*")),
            (1, Gen.Const("?")),
            (2, step.Select(by => $"*/{by}")),
            (6, part.Array[1, 3].Select(parts => string.Join(',', parts))));
    }

    private static Gen<string> Day() => Gen.Frequency(
        (4, Gen.Const("*")),
        (4, Field(1, 31)),
        (1, Gen.Int[0, 5].Select(index => LastDays[index])),
        (1, Gen.Int[1, 31].Select(day => $"{day}W")));

    private static Gen<string> Weekday() => Gen.Frequency(
        (5, Gen.Const("*")),
        (4, Field(0, 7, Days)),
        (1, Gen.Int[0, 7].Select(day => $"{day}L")),
        (1, Gen.Select(Gen.Int[0, 6], Gen.Int[1, 5], (day, place) => $"{Days[day]}#{place}")));
}
