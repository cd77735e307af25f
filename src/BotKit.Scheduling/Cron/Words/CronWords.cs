namespace BotKit.Scheduling;

/// <summary>An expression in English words.</summary>
internal static class CronWords
{
    /// <param name="cron">The expression as Cronos writes it: five or six fields of which each is <c>*</c>, numbers with commas, or one of the special days.</param>
    public static string Of(string cron)
    {
        var fields = cron.Split(' ');
        var (second, rest) = fields.Length == 6 ? (fields[0], fields[1..]) : ("0", fields);
        var time = TimeWords.Of(new FieldValues(second, 0, 60), new FieldValues(rest[0], 0, 60), new FieldValues(rest[1], 0, 24));
        return DateWords.Of(time, rest[2], rest[3], rest[4]);
    }
}
