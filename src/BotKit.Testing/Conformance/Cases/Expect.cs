using System.Runtime.CompilerServices;
using System.Text;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>What a case demands, with a message that says what was expected.</summary>
internal static class Expect
{
    public static void That(bool condition, string expectation, [CallerArgumentExpression(nameof(condition))] string? expression = null)
    {
        if (!condition)
        {
            throw new ConformanceException($"Expected {expectation} (not so: {expression}).");
        }
    }

    public static void Equal<T>(T actual, T expected, string subject)
    {
        if (!EqualityComparer<T>.Default.Equals(actual, expected))
        {
            throw new ConformanceException($"Expected {subject} to be '{expected}', but it is '{actual}'.");
        }
    }

    public static void Sequence<T>(IEnumerable<T> actual, IEnumerable<T> expected, string subject)
    {
        var (have, want) = (actual.ToList(), expected.ToList());
        if (!have.SequenceEqual(want))
        {
            throw new ConformanceException($"Expected {subject} to be [{string.Join(", ", want)}], but they are [{string.Join(", ", have)}].");
        }
    }

    public static void Json(ReadOnlyMemory<byte> actual, string expected, string subject)
        => Equal(Encoding.UTF8.GetString(actual.Span), expected, subject);

    public static T NotNull<T>(T? value, string subject)
        where T : class
        => value ?? throw new ConformanceException($"Expected {subject}, but there is none.");

    public static T NotNull<T>(T? value, string subject)
        where T : struct
        => value ?? throw new ConformanceException($"Expected {subject}, but there is none.");

    public static async Task<TException> ThrowsAsync<TException>(Func<Task> action, string expectation)
        where TException : Exception
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (TException exception)
        {
            return exception;
        }
        catch (Exception exception) when (exception is not ConformanceException)
        {
            throw new ConformanceException($"Expected {expectation}, but it threw {exception.GetType().Name}.", exception);
        }

        throw new ConformanceException($"Expected {expectation}, but nothing was thrown.");
    }

    /// <summary>What is written in the background needs a moment of real time.</summary>
    public static async Task SoonAsync(Func<Task<bool>> condition, string expectation, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition().ConfigureAwait(false))
        {
            if (TimeProvider.System.GetElapsedTime(start) > Bench.Patience)
            {
                throw new ConformanceException($"Expected {expectation} within {Bench.Patience.TotalSeconds:0} s.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }
}
