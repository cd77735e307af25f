namespace BotKit.Benchmarks.Ratios;

/// <summary>One way to do the work.</summary>
/// <param name="Name">How it is called in the output.</param>
/// <param name="Run">Does the work so many times, one after the other, all of it on this thread.</param>
internal sealed record Contestant(string Name, Action<int> Run)
{
    // Written for every run, so that no work can be left out as unused.
    private static object? _last;

    public static Contestant Of(string name, Func<object> call) => new(name, count =>
    {
        for (var i = 0; i < count; i++)
        {
            _last = call();
        }
    });

    public static Contestant Of<TResult>(string name, Func<ValueTask<TResult>> call) => new(name, count =>
    {
        for (var i = 0; i < count; i++)
        {
            var run = call();
            _last = run.IsCompletedSuccessfully
                ? run.Result
                : throw new InvalidOperationException($"'{name}' did not end at once and well.");
        }
    });
}
