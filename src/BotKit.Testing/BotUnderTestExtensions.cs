using System.Text;
using BotKit.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Testing;

/// <summary>Runs the bot of a host with its own types.</summary>
public static class BotUnderTestExtensions
{
    /// <summary>The bot as its callers see it.</summary>
    /// <typeparam name="TInput">What the bot takes.</typeparam>
    /// <typeparam name="TResult">What the bot returns.</typeparam>
    /// <param name="test">The host.</param>
    public static IBot<TInput, TResult> Bot<TInput, TResult>(this IBotUnderTest<BaseBot<TInput, TResult>> test)
    {
        ArgumentNullException.ThrowIfNull(test);
        return test.Host.Services.GetRequiredKeyedService<IBot<TInput, TResult>>(test.Name);
    }

    /// <summary>Runs the bot; time passes by itself until it has ended.</summary>
    /// <typeparam name="TInput">What the bot takes.</typeparam>
    /// <typeparam name="TResult">What the bot returns.</typeparam>
    /// <param name="test">The host.</param>
    /// <param name="input">The input.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The envelope.</returns>
    public static Task<BotResult<TResult>> RunAsync<TInput, TResult>(
        this IBotUnderTest<BaseBot<TInput, TResult>> test, TInput input, CancellationToken cancellationToken = default)
        => test.RunAsync(input, new BotRunOptions(), cancellationToken);

    /// <summary>Runs the bot with options; time passes by itself until it has ended.</summary>
    /// <typeparam name="TInput">What the bot takes.</typeparam>
    /// <typeparam name="TResult">What the bot returns.</typeparam>
    /// <param name="test">The host.</param>
    /// <param name="input">The input.</param>
    /// <param name="options">Key, dry run, caller.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The envelope.</returns>
    public static Task<BotResult<TResult>> RunAsync<TInput, TResult>(
        this IBotUnderTest<BaseBot<TInput, TResult>> test, TInput input, BotRunOptions options, CancellationToken cancellationToken = default)
        => test.Host.UntilAsync(test.Start(input, options, cancellationToken));

    /// <summary>Starts a run and leaves the clock alone.</summary>
    /// <typeparam name="TInput">What the bot takes.</typeparam>
    /// <typeparam name="TResult">What the bot returns.</typeparam>
    /// <param name="test">The host.</param>
    /// <param name="input">The input.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The run, which ends in its envelope.</returns>
    public static Task<BotResult<TResult>> Start<TInput, TResult>(
        this IBotUnderTest<BaseBot<TInput, TResult>> test, TInput input, CancellationToken cancellationToken = default)
        => test.Start(input, new BotRunOptions(), cancellationToken);

    /// <summary>Starts a run with options and leaves the clock alone.</summary>
    /// <typeparam name="TInput">What the bot takes.</typeparam>
    /// <typeparam name="TResult">What the bot returns.</typeparam>
    /// <param name="test">The host.</param>
    /// <param name="input">The input.</param>
    /// <param name="options">Key, dry run, caller.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The run, which ends in its envelope.</returns>
    public static Task<BotResult<TResult>> Start<TInput, TResult>(
        this IBotUnderTest<BaseBot<TInput, TResult>> test, TInput input, BotRunOptions options, CancellationToken cancellationToken = default)
    {
        var bot = test.Bot();
        return test.Host.Start(() => bot.RunAsync(input, options, cancellationToken));
    }

    /// <summary>Runs the bot on JSON text, as it comes through HTTP; time passes by itself until it has ended.</summary>
    /// <typeparam name="TInput">What the bot takes.</typeparam>
    /// <typeparam name="TResult">What the bot returns.</typeparam>
    /// <param name="test">The host.</param>
    /// <param name="json">The input.</param>
    /// <param name="options">Key, dry run, caller. Default none.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The envelope.</returns>
    public static async Task<BotResult<TResult>> RunJsonAsync<TInput, TResult>(
        this IBotUnderTest<BaseBot<TInput, TResult>> test,
        string json,
        BotRunOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(test);
        var request = BotRequest.FromJson(test.Name, Encoding.UTF8.GetBytes(json), options: options);
        return (BotResult<TResult>)await test.Host.RunAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Makes the context of a run that does not happen, to call middleware and validators with. Its scope lives as long as
    /// the host.
    /// </summary>
    /// <typeparam name="TInput">What the bot takes.</typeparam>
    /// <typeparam name="TResult">What the bot returns.</typeparam>
    /// <param name="test">The host.</param>
    /// <param name="input">The input.</param>
    /// <param name="options">Key, dry run, caller. Default none.</param>
    /// <param name="trigger">How the run comes to be. Default <see cref="BotTrigger.Code"/>.</param>
    public static BotContext CreateContext<TInput, TResult>(
        this IBotUnderTest<BaseBot<TInput, TResult>> test, TInput input, BotRunOptions? options = null, BotTrigger trigger = BotTrigger.Code)
    {
        ArgumentNullException.ThrowIfNull(test);
        return ContextFactory.Create<TInput, TResult>(test.Host, test.Name, input, new RunArguments(trigger, options));
    }

    /// <summary>Makes a context look like after a failure of the bot, classified by the bot's rules.</summary>
    /// <param name="context">A context made by <see cref="CreateContext"/>.</param>
    /// <param name="exception">What the bot threw.</param>
    public static void Fail(this BotContext context, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(exception);
        ((RunContext)context).Run.Fail(exception, timedOut: false);
    }
}
