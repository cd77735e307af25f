namespace BotKit.Handlers.Analytics;

/// <summary>The rules of sources and periods.</summary>
internal static class SourceRules
{
    private const int MaxFileIdLength = 200;
    private const int MaxTimeFormatLength = 50;
    private const int MaxLast = 10_000;

    public static void Check(AnalyticsSource? source, string path, RuleBreaks breaks)
    {
        if (!breaks.Require(source is not null, path, "A source is required."))
        {
            return;
        }

        object?[] members = [source!.Dataset, source.File, source.Ledger];
        breaks.Require(members.Count(static member => member is not null) == 1, path, "Exactly one of dataset, file and ledger must be given.");
        breaks.Require(source.Dataset is null || AnalyticsName.IsValid(source.Dataset), path + ".Dataset", $"A name must have {AnalyticsName.Rule}.");
        breaks.Require(source.File is null or { Length: >= 1 and <= MaxFileIdLength }, path + ".File", $"It must be the id of a file, of at most {MaxFileIdLength} characters.");
        breaks.Require(source.Ledger is not { } ledger || Enum.IsDefined(ledger), path + ".Ledger", "It must say what of the ledger becomes rows.");
        breaks.Require(source.File is not null || source.Time is null, path + ".Time", "Only a file needs to say which column has its times.");
        breaks.Require(source.Dataset is null || source.TimeZone is null, path + ".TimeZone", "The options say a dataset's time zone.");
        breaks.Require(source.File is not null || source.TimeFormat is null, path + ".TimeFormat", "Only a file needs to say how its times are written.");
        breaks.Require(source.Time is null || TextRules.IsColumn(source.Time), path + ".Time", "It must be the name of a column.");
        breaks.Require(IsTimeFormat(source.TimeFormat), path + ".TimeFormat", "It must be a .NET format of date and time of at most 50 characters.");
        breaks.Require(IsTimeZone(source.TimeZone), path + ".TimeZone", "It must be a time zone that this system knows.");
    }

    public static void Check(AnalyticsPeriod? period, string path, RuleBreaks breaks)
    {
        if (period is null)
        {
            return;
        }

        breaks.Require(period.From is null or { Kind: DateTimeKind.Unspecified }, path + ".From", "It must have no offset: it is in the source's time zone.");
        breaks.Require(period.To is null or { Kind: DateTimeKind.Unspecified }, path + ".To", "It must have no offset: it is in the source's time zone.");
        breaks.Require(period.From is null || period.To is null || period.From < period.To, path, "From must be before to.");
        breaks.Require(period.Last is null || (period.From is null && period.To is null), path + ".Last", "Either last, or from and to can be given.");
        breaks.Require(period.Last is null or (>= 1 and <= MaxLast), path + ".Last", $"It must be from 1 to {MaxLast}.");
        breaks.Require(period.Grain is null || period.Last is not null, path + ".Grain", "It is the grain of last.");
        breaks.Require(period.Grain is not { } grain || Enum.IsDefined(grain), path + ".Grain", "It must be a grain of time.");
    }

    public static bool IsTimeZone(string? id)
        => id is null || (id.Length is >= 1 and <= 64 && TextRules.IsLine(id, 64) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out _));

    public static bool IsTimeFormat(string? format)
    {
        if (format is null)
        {
            return true;
        }

        if (format.Length is < 2 or > MaxTimeFormatLength || !TextRules.IsLine(format, MaxTimeFormatLength))
        {
            return false;
        }

        try
        {
            _ = DateTime.UnixEpoch.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
