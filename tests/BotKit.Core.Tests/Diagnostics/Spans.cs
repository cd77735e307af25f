using System.Collections.Concurrent;
using System.Diagnostics;

namespace BotKit.Core.Tests.Diagnostics;

/// <summary>The spans that are made under one of the test's own.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;
    private readonly Activity _root = new("test");

    public Spans()
    {
        _root.SetIdFormat(ActivityIdFormat.W3C);
        _root.Start();
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "BotKit",
            Sample = (ref ActivityCreationOptions<ActivityContext> options)
                => options.Parent.TraceId == _root.TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStarted = activity => Started?.Invoke(activity),
            ActivityStopped = activity =>
            {
                if (activity.TraceId == _root.TraceId)
                {
                    _ended.Enqueue(activity);
                    Stopped?.Invoke(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public Action<Activity>? Started { get; set; }

    public Action<Activity>? Stopped { get; set; }

    public Activity Root => _root;

    public IReadOnlyList<Activity> Ended => [.. _ended];

    public void Dispose()
    {
        _listener.Dispose();
        _root.Dispose();
    }
}
