using BotKit.Pipeline;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Core.Tests.Pipeline;

public class TokenSourcesTests
{
    [Fact]
    public void Rent_AfterAReturn_GivesTheSameSourceAgain() => OnOneThread(() =>
    {
        var source = TokenSources.Rent(TimeProvider.System);
        TokenSources.Return(source, TimeProvider.System);

        TokenSources.Rent(TimeProvider.System).Should().BeSameAs(source);
    });

    [Fact]
    public void Rent_TwiceAtATime_GivesTwoSources() => OnOneThread(() =>
    {
        var first = TokenSources.Rent(TimeProvider.System);
        TokenSources.Return(first, TimeProvider.System);

        var sources = new[] { TokenSources.Rent(TimeProvider.System), TokenSources.Rent(TimeProvider.System) };

        sources.Should().OnlyHaveUniqueItems();
    });

    [Fact]
    public void Return_SourceThatFired_IsNotGivenAgain() => OnOneThread(() =>
    {
        var source = TokenSources.Rent(TimeProvider.System);
        source.Cancel();
        TokenSources.Return(source, TimeProvider.System);

        TokenSources.Rent(TimeProvider.System).Should().NotBeSameAs(source);
        source.Invoking(returned => returned.Token).Should().Throw<ObjectDisposedException>();
    });

    [Fact]
    public void Return_SourceWithATimer_StopsIt() => OnOneThread(() =>
    {
        var source = TokenSources.Rent(TimeProvider.System);
        source.CancelAfter(TimeSpan.FromMilliseconds(20));
        TokenSources.Return(source, TimeProvider.System);

        var again = TokenSources.Rent(TimeProvider.System);

        again.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(60)).Should().BeFalse();
    });

    [Fact]
    public void Return_MoreThanFit_DisposesTheRest() => OnOneThread(() =>
    {
        var sources = Enumerable.Range(0, 1_000).Select(_ => TokenSources.Rent(TimeProvider.System)).ToArray();

        foreach (var source in sources)
        {
            TokenSources.Return(source, TimeProvider.System);
        }

        sources.Count(IsDisposed).Should().BeGreaterThan(500);
    });

    [Fact]
    public void Rent_OtherClock_GoesByIt()
    {
        var clock = new FakeTimeProvider();
        var source = TokenSources.Rent(clock);
        source.CancelAfter(TimeSpan.FromSeconds(5));

        clock.Advance(TimeSpan.FromSeconds(5));

        source.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public void Return_OtherClock_DisposesIt()
    {
        var clock = new FakeTimeProvider();
        var source = TokenSources.Rent(clock);

        TokenSources.Return(source, clock);

        IsDisposed(source).Should().BeTrue();
    }

    private static bool IsDisposed(CancellationTokenSource source)
    {
        try
        {
            _ = source.Token;
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    /// <summary>On a thread of its own, because each thread keeps the source it returned last.</summary>
    private static void OnOneThread(Action test)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                test();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new InvalidOperationException(failure.Message, failure);
        }
    }
}
