using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace BotKit.Benchmarks.HandWritten;

/// <summary>
/// What somebody who knows their way around writes by hand: prebuilt tags, a span, two Debug messages, a counter and a
/// histogram, each free of allocations while nobody listens.
/// </summary>
internal sealed partial class Telemetry : IDisposable
{
    public const string Name = "HandWritten";

    private static readonly ActivitySource Source = new(Name);
    private static readonly KeyValuePair<string, object?> Handler = new("handler", "lead");
    private static readonly KeyValuePair<string, object?> Ok = new("status", "ok");
    private static readonly KeyValuePair<string, object?> Failed = new("status", "failed");

    private readonly Meter _meter;
    private readonly Counter<long> _calls;
    private readonly Histogram<double> _duration;
    private readonly ILogger _logger;

    public Telemetry(IMeterFactory meters, ILogger<Telemetry> logger)
    {
        _meter = meters.Create(Name);
        _calls = _meter.CreateCounter<long>("calls");
        _duration = _meter.CreateHistogram<double>("duration", "s");
        _logger = logger;
    }

    public Activity? Start(Guid id)
    {
        var activity = Source.StartActivity("run lead");
        if (activity is not null)
        {
            activity.SetTag("handler", "lead");
            activity.SetTag("id", id.ToString());
        }

        Started(_logger, id, "lead");
        return activity;
    }

    public void End(Activity? activity, Guid id, bool success, TimeSpan duration, int attempts)
    {
        var status = success ? Ok : Failed;
        _calls.Add(1, Handler, status);
        _duration.Record(duration.TotalSeconds, Handler, status);
        if (activity is not null)
        {
            activity.SetTag("status", status.Value);
            activity.Dispose();
        }

        Ended(_logger, id, "lead", success, duration.TotalMilliseconds, attempts);
    }

    public void Dispose() => _meter.Dispose();

    [LoggerMessage(1, LogLevel.Debug, "Call {Id} of {Handler} started")]
    private static partial void Started(ILogger logger, Guid id, string handler);

    [LoggerMessage(2, LogLevel.Debug, "Call {Id} of {Handler} ended, success {Success}, after {Milliseconds} ms, {Attempts} attempts")]
    private static partial void Ended(ILogger logger, Guid id, string handler, bool success, double milliseconds, int attempts);
}
