using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using BotKit.Errors;
using FluentValidation;

namespace BotKit.Core.Tests.Errors;

public class DefaultVerdictTests
{
    private const string Secret = "Password=hunter2; at /srv/app/Program.cs";

    public static TheoryData<Exception, BotSeverity, string, bool> Exceptions => new()
    {
        { new InvalidOperationException(Secret), BotSeverity.Standard, BotErrorCodes.Unhandled, false },
        { new TimeoutException(Secret), BotSeverity.Standard, BotErrorCodes.Timeout, true },
        { new TaskCanceledException(Secret, new TimeoutException()), BotSeverity.Standard, BotErrorCodes.Timeout, true },
        { new OperationCanceledException(Secret), BotSeverity.Standard, BotErrorCodes.OperationCanceled, false },
        { new TaskCanceledException(Secret, new IOException()), BotSeverity.Standard, BotErrorCodes.OperationCanceled, false },
        { new OutOfMemoryException(Secret), BotSeverity.Critical, BotErrorCodes.OutOfMemory, false },
        { new InsufficientMemoryException(Secret), BotSeverity.Critical, BotErrorCodes.OutOfMemory, false },
        { new HttpRequestException(Secret), BotSeverity.Standard, BotErrorCodes.DependencyUnavailable, true },
        { Http(408), BotSeverity.Standard, BotErrorCodes.DependencyUnavailable, true },
        { Http(429), BotSeverity.Standard, BotErrorCodes.DependencyUnavailable, true },
        { Http(500), BotSeverity.Standard, BotErrorCodes.DependencyUnavailable, true },
        { Http(503), BotSeverity.Standard, BotErrorCodes.DependencyUnavailable, true },
        { Http(404), BotSeverity.Standard, BotErrorCodes.DependencyUnavailable, false },
        { Http(428), BotSeverity.Standard, BotErrorCodes.DependencyUnavailable, false },
        { Http(499), BotSeverity.Standard, BotErrorCodes.DependencyUnavailable, false },
        { Socket(SocketError.ConnectionRefused), BotSeverity.Standard, BotErrorCodes.DependencyUnavailable, true },
        { Socket(SocketError.HostNotFound), BotSeverity.Standard, BotErrorCodes.DependencyUnavailable, true },
        { Socket(SocketError.HostUnreachable), BotSeverity.Standard, BotErrorCodes.DependencyUnavailable, true },
        { Socket(SocketError.NetworkDown), BotSeverity.Critical, BotErrorCodes.NetworkUnreachable, false },
        { Socket(SocketError.NetworkUnreachable), BotSeverity.Critical, BotErrorCodes.NetworkUnreachable, false },
        { new HttpRequestException(Secret, Socket(SocketError.NetworkDown)), BotSeverity.Critical, BotErrorCodes.NetworkUnreachable, false },
        { new HttpRequestException(Secret, Socket(SocketError.TimedOut)), BotSeverity.Standard, BotErrorCodes.DependencyUnavailable, true },
        {
            new HttpRequestException(Secret, new IOException(Secret, Socket(SocketError.NetworkUnreachable))),
            BotSeverity.Critical, BotErrorCodes.NetworkUnreachable, false
        },
        { new HttpIOException(HttpRequestError.ResponseEnded, Secret), BotSeverity.Standard, BotErrorCodes.DependencyUnavailable, true },
        { new IOException(Secret, Socket(SocketError.ConnectionReset)), BotSeverity.Standard, BotErrorCodes.DependencyUnavailable, true },
        { new IOException(Secret), BotSeverity.Standard, BotErrorCodes.IoError, false },
        { new EndOfStreamException(Secret), BotSeverity.Standard, BotErrorCodes.IoError, false },
        { new IOException(Secret, 28), BotSeverity.Critical, BotErrorCodes.DiskFull, false },
        { new IOException(Secret, unchecked((int)0x80070070)), BotSeverity.Critical, BotErrorCodes.DiskFull, false },
        { new IOException(Secret, unchecked((int)0x80070027)), BotSeverity.Critical, BotErrorCodes.DiskFull, false },
        { new FileNotFoundException(Secret), BotSeverity.Warning, BotErrorCodes.NotFound, false },
        { new DirectoryNotFoundException(Secret), BotSeverity.Warning, BotErrorCodes.NotFound, false },
        { new UnauthorizedAccessException(Secret), BotSeverity.Standard, BotErrorCodes.AccessDenied, false },
        { new KeyNotFoundException(Secret), BotSeverity.Warning, BotErrorCodes.NotFound, false },
        { new ValidationException(Secret), BotSeverity.Warning, BotErrorCodes.DataInvalid, false },
        { new JsonException(Secret), BotSeverity.Warning, BotErrorCodes.DataInvalid, false },
        { new FormatException(Secret), BotSeverity.Warning, BotErrorCodes.DataInvalid, false },
        { new StubDbException("23505"), BotSeverity.Warning, BotErrorCodes.ConstraintViolation, false },
        { new StubDbException("22001", isTransient: true), BotSeverity.Warning, BotErrorCodes.DataInvalid, false },
        { new StubDbException("08006"), BotSeverity.Standard, BotErrorCodes.DependencyUnavailable, true },
        { new StubDbException("53300"), BotSeverity.Standard, BotErrorCodes.DependencyUnavailable, true },
        { new StubDbException("57P01"), BotSeverity.Standard, BotErrorCodes.DependencyUnavailable, true },
        { new StubDbException("57014"), BotSeverity.Standard, BotErrorCodes.Timeout, true },
        { new StubDbException("40001"), BotSeverity.Standard, BotErrorCodes.DatabaseError, true },
        { new StubDbException("40P01"), BotSeverity.Standard, BotErrorCodes.DatabaseError, true },
        { new StubDbException("40002"), BotSeverity.Standard, BotErrorCodes.DatabaseError, false },
        { new StubDbException("28000"), BotSeverity.Standard, BotErrorCodes.DatabaseError, false },
        { new StubDbException("09000"), BotSeverity.Standard, BotErrorCodes.DatabaseError, false },
        { new StubDbException("55P03", isTransient: true), BotSeverity.Standard, BotErrorCodes.DatabaseError, true },
        { new StubDbException("23"), BotSeverity.Standard, BotErrorCodes.DatabaseError, false },
        { new StubDbException(null), BotSeverity.Standard, BotErrorCodes.DatabaseError, false },
        { new StubDbException(null, isTransient: true), BotSeverity.Standard, BotErrorCodes.DatabaseError, true },
        { new StubDbException(null, inner: new TimeoutException()), BotSeverity.Standard, BotErrorCodes.Timeout, true },
        { new StubDbException(null, inner: new IOException()), BotSeverity.Standard, BotErrorCodes.DependencyUnavailable, true },
        { new StubDbException(null, inner: Socket(SocketError.ConnectionRefused)), BotSeverity.Standard, BotErrorCodes.DependencyUnavailable, true },
        { new StubDbException(null, inner: Socket(SocketError.NetworkDown)), BotSeverity.Critical, BotErrorCodes.NetworkUnreachable, false },
    };

    [Theory, MemberData(nameof(Exceptions), DisableDiscoveryEnumeration = true)]
    public void For_Exception_GivesTheVerdictAndTheSentenceOfItsCodeOnly(Exception exception, BotSeverity severity, string code, bool isTransient)
        => DefaultVerdicts.For(exception).Should().Be(new BotFailure(severity, code, isTransient, ErrorSentences.For(code)));

    [Fact]
    public void For_BotException_GivesWhatItSaysItself()
    {
        var exception = new BotException("crm_down", "The CRM is down.", new IOException(Secret))
        {
            Severity = BotSeverity.Critical,
            IsTransient = true,
            RetryAfter = TimeSpan.FromSeconds(7),
        };

        DefaultVerdicts.For(exception).Should().Be(
            new BotFailure(BotSeverity.Critical, "crm_down", true, "The CRM is down.", TimeSpan.FromSeconds(7)));
    }

    [Fact]
    public void For_RealFullDevice_IsDiskFull()
    {
        if (!File.Exists("/dev/full"))
        {
            Requirement.Missing("the device /dev/full (Linux)");
        }

        var write = () => File.WriteAllText("/dev/full", "text");

        DefaultVerdicts.For(write.Should().Throw<IOException>().Which).Code.Should().Be(BotErrorCodes.DiskFull);
    }

    private static HttpRequestException Http(int status) => new(Secret, null, (HttpStatusCode)status);

    private static SocketException Socket(SocketError error) => new((int)error);
}
