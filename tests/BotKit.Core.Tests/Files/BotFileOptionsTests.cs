using BotKit.Files;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BotKit.Core.Tests.Files;

public sealed class BotFileOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Problems(new()).Should().BeEmpty();

    [Fact]
    public void EverythingWrong_IsNamedAtTheStart()
    {
        var problems = Problems(new()
        {
            Folder = "a\0b",
            MaxFileBytes = 0,
            MaxTotalBytes = -1,
            MaxFiles = 0,
            MinFreeBytes = -1,
            KeepFor = TimeSpan.Zero,
        });

        problems.Should().HaveCount(7);
        problems.Should().ContainMatch("*Folder*").And.ContainMatch("MaxFileBytes (0)*MaxTotalBytes (-1)*").And.ContainMatch("*KeepFor*");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Folder_WithoutAName_IsRefused(string folder) => Problems(new() { Folder = folder }).Should().NotBeEmpty();

    [Fact]
    public async Task Host_SaysWhereFilesAreKept_AndMakesNothing()
    {
        using var folder = new TempFolder();
        await using var host = BotTestHost.Create(_ => { }, services => services
            .Configure<BotFileOptions>(options => options.Folder = folder.Files)
            .AddSingleton<IBotFileStore>(provider => new FolderBotFileStore(
                provider.GetRequiredService<IOptions<BotFileOptions>>().Value, TimeProvider.System, NullLogger.Instance)));

        _ = host.Manager;

        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1080).Which.Message.Should().Contain(folder.Files);
        Directory.Exists(folder.Files).Should().BeFalse();
    }

    private static List<string> Problems(BotFileOptions options)
    {
        var services = new ServiceCollection().AddBotKit(_ => { });
        services.Configure<BotFileOptions>(target =>
        {
            (target.Folder, target.MaxFileBytes, target.MaxTotalBytes) = (options.Folder, options.MaxFileBytes, options.MaxTotalBytes);
            (target.MaxFiles, target.MinFreeBytes, target.KeepFor) = (options.MaxFiles, options.MinFreeBytes, options.KeepFor);
        });
        using var provider = services.BuildServiceProvider();
        try
        {
            _ = provider.GetRequiredService<IBotManager>();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }
}
