using Microsoft.Extensions.DependencyInjection;

namespace BotKit.DependencyInjection;

/// <summary>Takes middleware from the run's scope.</summary>
internal static class MiddlewareFrom<TMiddleware>
    where TMiddleware : class, IBotMiddleware
{
    public static ValueTask InvokeAsync(BotContext context, BotDelegate next, CancellationToken cancellationToken)
        => context.Services.GetRequiredService<TMiddleware>().InvokeAsync(context, next, cancellationToken);
}
