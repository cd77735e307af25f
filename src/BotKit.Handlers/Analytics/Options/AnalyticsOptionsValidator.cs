using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BotKit.Handlers.Analytics;

/// <summary>Checks all options and lists every error. No message repeats a connection string, a statement or an address.</summary>
internal sealed class AnalyticsOptionsValidator : IValidateOptions<AnalyticsOptions>
{
    private const int MaxSqlLength = 64 * 1024;
    private const long MaxMaxRows = 1_000_000_000;

    private static readonly TimeSpan MinTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, AnalyticsOptions options)
    {
        var breaks = new RuleBreaks();
        breaks.Require(options.MaxRows is >= 1 and <= MaxMaxRows, "Analytics:MaxRows", $"It must be from 1 to {MaxMaxRows}.");
        foreach (var (dataset, settings) in options.Datasets)
        {
            CheckName(dataset, $"Analytics:Datasets:{dataset}");
            Check(settings, $"Analytics:Datasets:{dataset}", breaks);
        }

        foreach (var (kpi, definition) in options.Kpis)
        {
            CheckName(kpi, $"Analytics:Kpis:{kpi}");
            MeasureRules.Check(definition, $"Analytics:Kpis:{kpi}", breaks);
            breaks.Require(definition.Measure is not null, $"Analytics:Kpis:{kpi}", "It must have a measure.");
        }

        foreach (var (report, definition) in options.Reports)
        {
            CheckName(report, $"Analytics:Reports:{report}");
            OperationRules.Check(definition, $"Analytics:Reports:{report}", breaks);
            CheckNames(definition, options, $"Analytics:Reports:{report}", breaks);
        }

        foreach (var (recipient, address) in options.Recipients)
        {
            CheckName(recipient, $"Analytics:Recipients:{recipient}");
            breaks.Require(
                TextRules.IsLine(address, 320) && MimeKit.MailboxAddress.TryParse(address, out _), $"Analytics:Recipients:{recipient}", "It must be an e-mail address.");
        }

        var errors = options.ConfigurationErrors.Concat(breaks.All.Select(static broken => $"{broken.Path}: {broken.Message}")).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void CheckName(string key, string path) => breaks.Require(AnalyticsName.IsValid(key), path, $"The name must have {AnalyticsName.Rule}.");
    }

    private static void Check(DatasetOptions dataset, string path, RuleBreaks breaks)
    {
        var provider = DatasetProvider.Of(dataset);
        if (!breaks.Require(provider is not null, path + ":Provider", $"It must be {DatasetProvider.Rule}."))
        {
            return;
        }

        var isFile = provider == DatasetProvider.File;
        breaks.Require(isFile == dataset.File.Length > 0 && !dataset.File.Contains('\0'), path + ":File", "It must be given for a file, and only for one.");
        breaks.Require(isFile == string.IsNullOrWhiteSpace(dataset.Sql) && dataset.Sql.Length <= MaxSqlLength, path + ":Sql", $"It must be a statement of at most {MaxSqlLength} characters for a database, and absent for a file.");
        breaks.Require(isFile ? dataset.ConnectionString.Length == 0 : IsConnection(provider!, dataset.ConnectionString), path + ":ConnectionString", "It must be a connection string of the provider for a database, and absent for a file.");
        breaks.Require(dataset.Timeout >= MinTimeout && dataset.Timeout <= MaxTimeout, path + ":Timeout", $"It must be from {MinTimeout} to {MaxTimeout}.");
        breaks.Require(dataset.Time is null || TextRules.IsColumn(dataset.Time), path + ":Time", "It must be the name of a column.");
        breaks.Require(SourceRules.IsTimeFormat(dataset.TimeFormat), path + ":TimeFormat", "It must be a .NET format of date and time of at most 50 characters.");
        breaks.Require(SourceRules.IsTimeZone(dataset.TimeZone), path + ":TimeZone", "It must be a time zone that this system knows.");
    }

    private static void CheckNames(ReportDefinition report, AnalyticsOptions options, string path, RuleBreaks breaks)
    {
        breaks.Require(report.Source?.Dataset is not { } dataset || options.Datasets.ContainsKey(dataset), path + ":Source", "There is no dataset of that name.");
        breaks.Require(report.EmailTo is null || report.EmailTo.All(options.Recipients.ContainsKey), path + ":EmailTo", "There is a name that is none of the recipients.");
        var kpis = (report.Parts ?? []).SelectMany(static part => part switch
        {
            AnalyticsKpisInput input => input.Kpis ?? [],
            AnalyticsComparisonInput input => input.Kpis ?? [],
            AnalyticsParetoInput input => [input.Kpi],
            AnalyticsSeriesInput input => [input.Kpi],
            _ => [],
        });
        breaks.Require(
            kpis.All(kpi => kpi is null || kpi.Measure is not null || options.Kpis.ContainsKey(kpi.Name)), path + ":Parts", "There is a figure that is none of those in Kpis.");
    }

    private static bool IsConnection(string provider, string text)
    {
        try
        {
            return provider == DatasetProvider.Sqlite
                ? new SqliteConnectionStringBuilder(text) is { DataSource.Length: > 0 } sqlite && sqlite.DataSource != ":memory:"
                : new NpgsqlConnectionStringBuilder(text).Host?.Length > 0;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidCastException)
        {
            return false;
        }
    }
}
