package io.volant.rpc.transport.types;

import io.volant.rpc.RpcService;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.TimeZone;

/** Dates and times. */
@SuppressWarnings("JavaUtilDate") // many have it in their classes
final class TimeTypes {
    private TimeTypes() {}

    @RpcService
    interface Times {
        Instant instant(Instant v);

        Duration duration(Duration v);

        Period period(Period v);

        LocalDate date(LocalDate v);

        LocalTime time(LocalTime v);

        LocalDateTime dateTime(LocalDateTime v);

        OffsetTime offsetTime(OffsetTime v);

        OffsetDateTime offsetDateTime(OffsetDateTime v);

        ZonedDateTime zonedDateTime(ZonedDateTime v);

        ZoneId zoneId(ZoneId v);

        ZoneOffset zoneOffset(ZoneOffset v);

        Year year(Year v);

        YearMonth yearMonth(YearMonth v);

        MonthDay monthDay(MonthDay v);

        Month month(Month v);

        DayOfWeek dayOfWeek(DayOfWeek v);

        ChronoUnit unit(ChronoUnit v);

        Date oldDate(Date v);
    }

    @RpcService
    interface Open {
        void calendar(Calendar v);

        void gregorian(GregorianCalendar v);

        void timestamp(Timestamp v);

        void timeZone(TimeZone v);

        void clock(Clock v);
    }

    static Family family() {
        LocalDateTime twice = LocalDateTime.of(2026, 10, 25, 2, 30);
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        return new FamilyBuilder(
                        "Dates and times",
                        "All of `java.time`, to the nanosecond, and `java.util.Date`, to the millisecond.",
                        Times.class)
                .travel("instant", Instant.MIN, Instant.EPOCH, Instant.MAX)
                .travel("duration", Duration.ofSeconds(Long.MIN_VALUE), Duration.ofNanos(-1))
                .travel("period", Period.of(-1, 2, 3))
                .travel("date", LocalDate.MIN, LocalDate.of(2024, 2, 29), LocalDate.MAX)
                .travel("time", LocalTime.MIN, LocalTime.MAX)
                .travel("dateTime", LocalDateTime.MIN, LocalDateTime.MAX)
                .travel("offsetTime", OffsetTime.MIN, OffsetTime.MAX)
                .travel("offsetDateTime", OffsetDateTime.MIN, OffsetDateTime.MAX)
                .travel(
                        "zonedDateTime",
                        ZonedDateTime.ofLocal(twice, berlin, ZoneOffset.ofHours(1)),
                        ZonedDateTime.ofLocal(twice, berlin, ZoneOffset.ofHours(2)))
                .note("zonedDateTime", "also in the hour that comes twice")
                .travel("zoneId", berlin, ZoneOffset.UTC)
                .travel("zoneOffset", ZoneOffset.MIN, ZoneOffset.ofHoursMinutes(5, 30))
                .travel("year", Year.of(-44))
                .travel("yearMonth", YearMonth.of(2026, 12))
                .travel("monthDay", MonthDay.of(2, 29))
                .travel("month", Month.DECEMBER)
                .travel("dayOfWeek", DayOfWeek.SUNDAY)
                .travel("unit", ChronoUnit.DAYS)
                .travel("oldDate", new Date(0), new Date(Long.MAX_VALUE))
                .refuseValue(
                        "oldDate", "a `java.sql.Timestamp`", new Timestamp(0), "v: Timestamp (expected exactly Date)")
                .open(Open.class)
                .refuse("calendar", "parameter 1: java.util.Calendar cannot be sent (use java.time.ZonedDateTime)")
                .refuse(
                        "gregorian",
                        "parameter 1: java.util.GregorianCalendar cannot be sent (use java.time.ZonedDateTime)")
                .refuse("timestamp", "parameter 1: java.sql.Timestamp cannot be sent (use java.util.Date or java.time)")
                .refuse("timeZone", "parameter 1: java.util.TimeZone cannot be sent (use java.time.ZoneId)")
                .refuse("clock", "parameter 1: java.time.Clock cannot be sent (not a record, bean or known type)")
                .build();
    }
}
